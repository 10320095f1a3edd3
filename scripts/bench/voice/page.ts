import { createVoice } from '#client/voice/index.ts';
import type { Utterance } from '#protocol/index.ts';
import { type Tap, tappedContext } from './tap.ts';

/** What the page saw of one utterance. */
export interface Played {
  id: string;
  /** `[wall clock ms, ms of the utterance heard by then]`, a frame each. */
  clock: [number, number][];
  /** Wall clock at which the first sample of its audio left the graph, and how surely it was recognised, 0..1. */
  leftAtMs: number;
  likeness: number;
}

declare global {
  interface Window {
    playAll: typeof playAll;
  }
}

/** Samples compared to recognise a recording in what was tapped. */
const PATTERN = 4096;
/** How far from the place where the voice believes it to be the recording is looked for. */
const SEARCH_S = 0.3;
/** Blocks are rendered in bursts ahead of their time: the least early of these decide when sound leaves. */
const LEAST_EARLY = 0.95;
/** Stretch of blocks around an utterance's start by which its time is judged, in seconds. */
const NEARBY_S = 2;

/** The tapped samples of `length` frames from `frame` on. */
function tapped({ chunks }: Tap, frame: number, length: number): Float32Array {
  const found = new Float32Array(length);
  for (const chunk of chunks) {
    const at = chunk.frame - frame;
    if (at + chunk.samples.length <= 0 || at >= length) continue;
    found.set(
      chunk.samples.subarray(Math.max(0, -at), Math.min(chunk.samples.length, length - at)),
      Math.max(0, at),
    );
  }
  return found;
}

/** Where the loudest stretch of a recording begins. */
function loudest(samples: Float32Array): number {
  let best = 0;
  let bestPower = 0;
  for (let at = 0; at + PATTERN <= samples.length; at += PATTERN / 2) {
    let power = 0;
    for (let i = at; i < at + PATTERN; i += 1) power += (samples[i] ?? 0) ** 2;
    if (power > bestPower) [best, bestPower] = [at, power];
  }
  return best;
}

/** Frame of the context at which `recording` begins in what was tapped, near `guess`, by cross-correlation. */
function locate(tap: Tap, recording: Float32Array, guess: number): { frame: number; likeness: number } {
  const at = loudest(recording);
  const pattern = recording.subarray(at, at + PATTERN);
  const reach = Math.round(SEARCH_S * tap.context.sampleRate);
  const from = Math.round(guess) + at - reach;
  const heard = tapped(tap, from, 2 * reach + PATTERN);
  let patternPower = 0;
  for (const sample of pattern) patternPower += sample * sample;
  let best = { frame: 0, likeness: -1 };
  for (let lag = 0; lag <= 2 * reach; lag += 1) {
    let product = 0;
    let power = 0;
    for (let i = 0; i < PATTERN; i += 1) {
      const sample = heard[lag + i] ?? 0;
      product += sample * (pattern[i] ?? 0);
      power += sample * sample;
    }
    const likeness = product / Math.sqrt(patternPower * power + 1e-12);
    if (likeness > best.likeness) best = { frame: from + lag - at, likeness };
  }
  return best;
}

/** Wall clock at which `frame` leaves the graph: never before it was rendered, at one frame after another's pace. */
function leavesAtMs({ chunks, context }: Tap, frame: number): number {
  const msAFrame = 1000 / context.sampleRate;
  const reach = NEARBY_S * context.sampleRate;
  const starts: number[] = [];
  for (const { blocks } of chunks) {
    for (let i = 0; i < blocks.length; i += 2) {
      const at = blocks[i] ?? 0;
      if (Math.abs(at - frame) < reach) starts.push((blocks[i + 1] ?? 0) - at * msAFrame);
    }
  }
  starts.sort((a, b) => a - b);
  return (starts[Math.floor(starts.length * LEAST_EARLY)] ?? Number.NaN) + frame * msAFrame;
}

/** Plays utterances one after another by the page's own voice and watches its clock and its sound. */
async function playAll(utterances: Utterance[]): Promise<{ played: Played[]; outputLatencyMs: number }> {
  const tap = await tappedContext();
  const { context } = tap;
  const clocks = new Map<string, [number, number][]>(utterances.map(({ id }) => [id, []]));
  let left = utterances.length;
  await new Promise<void>((resolve) => {
    const voice = createVoice(
      {
        onPhase: (_utterance, phase) => {
          if (phase === 'done') left -= 1;
          if (left === 0) resolve();
        },
      },
      { createContext: () => context },
    );
    const look = () => {
      const heard = voice.heard();
      if (heard?.sounding) {
        clocks.get(heard.utterance.id)?.push([performance.timeOrigin + performance.now(), heard.tMs]);
      }
      if (left > 0) requestAnimationFrame(look);
    };
    void voice.unlock().then(() => {
      for (const utterance of utterances) voice.enqueue(utterance);
      look();
    });
  });

  // Any frame tells the pace of the stream well enough to know where to look.
  const knownFrame = (context.currentTime - NEARBY_S) * context.sampleRate;
  const knownMs = leavesAtMs(tap, knownFrame);
  const played: Played[] = [];
  for (const { id, audio } of utterances) {
    const clock = clocks.get(id) ?? [];
    const [first] = clock;
    if (audio === undefined || first === undefined) continue;
    const bytes = await (await fetch(audio.url)).arrayBuffer();
    const recording = (await context.decodeAudioData(bytes)).getChannelData(0);
    const guess = knownFrame + ((first[0] - first[1] - knownMs) / 1000) * context.sampleRate;
    const { frame, likeness } = locate(tap, recording, guess);
    played.push({ id, clock, leftAtMs: leavesAtMs(tap, frame), likeness });
  }
  return { played, outputLatencyMs: context.outputLatency * 1000 };
}

window.playAll = playAll;
