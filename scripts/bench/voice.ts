import { mouthAt } from '#client/avatar/index.ts';
import { openTestPage } from '#client/avatar/testing/page.ts';
import type { MouthTrack, Utterance } from '#protocol/index.ts';
import { startEspeak } from '#server/speech/espeak/process.ts';
import { articulation, closesLips, type Phoneme } from '#server/speech/mouth/track.ts';
import { rendition, speakWithTiming } from '#server/speech/offline.ts';
import { speakable } from '#server/speech/speakable/index.ts';
import { durationMs, encodeWav } from '#server/speech/wav.ts';
import type { Played } from './voice/page.ts';
import { SENTENCES } from './voice/sentences.ts';

/** A recording that is surely the one looked for. */
const SURE = 0.95;
/** Lips count as closed from this weight on, with the vowels' sum below the rest. */
const CLOSED = 0.9;
/** Steps in which the lips are looked at while a phoneme sounds. */
const STEP_MS = 5;
/** A cue further from its phoneme belongs to another one. */
const SAME_CUE_MS = 40;

interface Spoken {
  utterance: Utterance;
  mouth: MouthTrack;
  phonemes: Phoneme[];
  wav: Buffer;
}

async function speakAll(): Promise<{ spoken: Spoken[]; synthesisMs: number[] }> {
  const quiet = { warn: () => {}, error: () => {} };
  const espeak = startEspeak({ log: quiet });
  const spoken: Spoken[] = [];
  const synthesisMs: number[] = [];
  try {
    for (const [i, { locale, caption }] of SENTENCES.entries()) {
      const sentence = { caption, locale, speakable: speakable(caption, locale) };
      const started = performance.now();
      const { pcm, timing } = await speakWithTiming(espeak, sentence);
      const { mouth, words } = rendition(sentence, pcm, timing);
      const wav = encodeWav(pcm);
      synthesisMs.push(performance.now() - started);
      const audio = { url: `/${i}.wav`, mime: 'audio/wav', durationMs: durationMs(pcm) };
      const utterance: Utterance = {
        id: String(i),
        text: caption,
        speech: caption,
        locale,
        cites: [],
        gesture: null,
        emotion: 'neutral',
        audio,
        mouth,
        words,
      };
      spoken.push({ utterance, mouth, phonemes: timing.phonemes, wav });
    }
  } finally {
    await espeak.close();
  }
  return { spoken, synthesisMs };
}

async function play(spoken: readonly Spoken[]) {
  const files = Object.fromEntries(
    spoken.map(({ wav }, i) => [`/${i}.wav`, { type: 'audio/wav', body: new Uint8Array(wav) }]),
  );
  const opened = await openTestPage({ entry: 'scripts/bench/voice/page.ts', files });
  try {
    return await opened.page.evaluate(
      (utterances) => window.playAll(utterances),
      spoken.map(({ utterance }) => utterance),
    );
  } finally {
    await opened.close();
  }
}

/** `y` of a rising or falling line through `points` at `x`; the ends are carried on at their own pace. */
function interpolate(points: readonly [number, number][], x: number): number {
  const after = Math.min(
    Math.max(
      points.findIndex(([at]) => at >= x),
      1,
    ),
    points.length - 1,
  );
  const right = points.at((points.at(-1)?.[0] ?? 0) < x ? -1 : after) ?? [0, 0];
  const left = points[points.indexOf(right) - 1] ?? right;
  const slope = right[0] === left[0] ? 1 : (right[1] - left[1]) / (right[0] - left[0]);
  return left[1] + (x - left[0]) * slope;
}

/** The cue that a vowel or a lip closure set, unless the mouth had that shape already. */
function cueOf(phoneme: Phoneme, { mouth, utterance }: Spoken): number | undefined {
  const art = articulation(phoneme.name, utterance.locale);
  const shape = art.kind === 'vowel' ? art.targets[0]?.shape : art.kind === 'lips' ? 'closed' : undefined;
  const near = mouth.filter(([tMs, s]) => s === shape && Math.abs(tMs - phoneme.tMs) < SAME_CUE_MS);
  return near.map(([tMs]) => tMs).sort((a, b) => Math.abs(a - phoneme.tMs) - Math.abs(b - phoneme.tMs))[0];
}

function measure(spoken: Spoken, { clock, leftAtMs }: Played) {
  const offsetsMs: number[] = [];
  let closures = 0;
  let closed = 0;
  const wallOfHeard = clock.map(([wall, tMs]): [number, number] => [tMs, wall]);
  for (const [i, phoneme] of spoken.phonemes.entries()) {
    if (phoneme.name === '') continue;
    const soundsAt = leftAtMs + phoneme.tMs;
    const cue = cueOf(phoneme, spoken);
    if (cue !== undefined) offsetsMs.push(interpolate(wallOfHeard, cue) - soundsAt);
    if (!closesLips(phoneme.name, spoken.utterance.locale)) continue;
    closures += 1;
    const lasting = (spoken.phonemes[i + 1]?.tMs ?? phoneme.tMs + STEP_MS) - phoneme.tMs;
    for (let t = 0; t <= lasting; t += STEP_MS) {
      const { closed: lips, aa, ih, ou, ee, oh } = mouthAt(spoken.mouth, interpolate(clock, soundsAt + t));
      if (lips < CLOSED || aa + ih + ou + ee + oh > 1 - CLOSED) continue;
      closed += 1;
      break;
    }
  }
  return { offsetsMs, closures, closed };
}

const quantile = (values: readonly number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Mouth against sound, in a real Chromium, by the page's own voice and the avatar's own sampling.
 *
 * Truth: a worklet between the voice and the loudspeaker records every sample that leaves the audio graph, with the
 * wall clock of its block. Each recording is found again in that stream by cross-correlation, so where an utterance
 * began is read off the sound itself and not asked of the code under test. A sample leaves when its turn comes in the
 * stream, not when its block is rendered ahead of time; the least early blocks tell that pace. What the sound is at
 * that time say the phoneme events of the synthesiser that made it.
 *
 * Offset: for each vowel and lip closure, the wall clock at which the voice's heard time passes the cue of the mouth
 * track (between two frames by interpolation: the frame rate is the screen's affair), less the wall clock at which the
 * phoneme left; positive: the mouth is late. `graphOffsetMs` is that. Between graph and ear lies the device, whose
 * latency the voice waits for on purpose: `mouthOffsetMs` is what is left once `AudioContext.outputLatency` is taken
 * off. Nothing but the browser knows that latency, so an error in it would not show here.
 *
 * Lips: at some moment while a b, p or m sounds, the sampled mouth has `closed` ≥ 0.9 and all vowels together ≤ 0.1.
 */
export async function benchVoice({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  const { spoken, synthesisMs } = await speakAll();
  const { played, outputLatencyMs } = await play(spoken);
  const sure = played.filter(({ likeness }) => likeness >= SURE);
  const measured = sure.flatMap((one) => {
    const found = spoken[Number(one.id)];
    return found === undefined ? [] : [measure(found, one)];
  });
  const offsetsMs = measured.flatMap(({ offsetsMs: offsets }) => offsets);
  const heardOffsetsMs = offsetsMs.map((offset) => Math.abs(offset - outputLatencyMs));
  const sum = (pick: (one: (typeof measured)[number]) => number) =>
    measured.reduce((total, one) => total + pick(one), 0);
  const closures = sum((one) => one.closures);
  const result = {
    sentences: sure.length,
    phonemes: offsetsMs.length,
    mouthOffsetMs: { p50: round(quantile(heardOffsetsMs, 0.5)), p95: round(quantile(heardOffsetsMs, 0.95)) },
    graphOffsetMs: { p5: round(quantile(offsetsMs, 0.05)), p95: round(quantile(offsetsMs, 0.95)) },
    outputLatencyMs: round(outputLatencyMs),
    closures,
    lipsClosed: Math.round((sum((one) => one.closed) / closures) * 1000) / 1000,
    synthesisMs: { p50: round(quantile(synthesisMs, 0.5)), p95: round(quantile(synthesisMs, 0.95)) },
  };
  if (!json) {
    for (const [name, value] of Object.entries(result))
      console.log(`${name.padEnd(24)} ${JSON.stringify(value)}`);
  }
  return result;
}
