import { heardTime } from './clock.ts';
import type { SetTimer, Sound, Speaker } from './output.ts';

export interface SpeakerOptions {
  /** Null where the browser has no Web Audio. May be called at any time, before the first gesture too. */
  createContext: () => AudioContext | null;
  /** `performance.now()`. */
  nowMs: () => number;
  setTimer: SetTimer;
}

export interface WebAudioSpeaker extends Speaker {
  /** To be called inside a gesture: opens the audio of browsers that keep it locked. */
  unlock(): Promise<void>;
  setMuted(muted: boolean): void;
  /** RMS of what is being rendered, 0..1. */
  level(): number;
  close(): void;
}

/** Short enough to feel immediate, long enough not to click. */
const FADE_S = 0.015;

/** A locked context leaves `resume()` pending until a gesture; a free one answers within tens of milliseconds. */
const RESUME_MS = 300;

/** Samples of the level: 21 ms at 48 kHz. */
const LEVEL_SAMPLES = 1024;

interface Graph {
  context: AudioContext;
  master: GainNode;
  analyser: AnalyserNode;
  samples: Float32Array<ArrayBuffer>;
}

/** Sounds → own gain each (fade out) → master (mute) → analyser → loudspeaker. */
export function createSpeaker({ createContext, nowMs, setTimer }: SpeakerOptions): WebAudioSpeaker {
  let graph: Graph | null = null;
  let muted = false;

  function open(): Graph | null {
    if (graph !== null) return graph;
    const context = createContext();
    if (context === null) return null;
    const master = context.createGain();
    master.gain.value = muted ? 0 : 1;
    const analyser = context.createAnalyser();
    analyser.fftSize = LEVEL_SAMPLES;
    master.connect(analyser).connect(context.destination);
    graph = { context, master, analyser, samples: new Float32Array(LEVEL_SAMPLES) };
    return graph;
  }

  const isRunning = () => graph?.context.state === 'running';

  /** Resolves when the context runs or refuses to; a closed or interrupted one refuses. */
  const resume = async () => graph?.context.resume().catch(() => undefined);

  function wakeWhenVisible(): void {
    if (document.visibilityState === 'visible' && graph !== null && !isRunning()) void resume();
  }
  document.addEventListener('visibilitychange', wakeWhenVisible);

  function sound({ context, master }: Graph, buffer: AudioBuffer): Sound {
    return {
      durationS: buffer.duration,
      start(atS, onEnded) {
        const source = new AudioBufferSourceNode(context, { buffer });
        const fader = context.createGain();
        source.connect(fader).connect(master);
        const leave = () => {
          source.disconnect();
          fader.disconnect();
        };
        source.onended = () => {
          leave();
          onEnded();
        };
        source.start(atS);
        return () => {
          source.onended = leave;
          const now = context.currentTime;
          fader.gain.setValueAtTime(1, now);
          fader.gain.linearRampToValueAtTime(0, now + FADE_S);
          source.stop(now + FADE_S);
          // A suspended context would play the fade when it wakes.
          if (!isRunning()) leave();
        };
      },
    };
  }

  return {
    nowS: () => graph?.context.currentTime ?? 0,
    heardS() {
      if (graph === null) return 0;
      const { context } = graph;
      return heardTime(
        {
          currentTime: context.currentTime,
          outputLatency: context.outputLatency,
          baseLatency: context.baseLatency,
          timestamp: context.getOutputTimestamp?.(),
        },
        nowMs(),
      );
    },
    async ready() {
      if (open() === null) return false;
      if (isRunning()) return true;
      await Promise.race([resume(), new Promise<void>((resolve) => setTimer(RESUME_MS, resolve))]);
      return isRunning();
    },
    async decode(bytes) {
      const opened = open();
      if (opened === null) throw new Error('this browser has no Web Audio');
      return sound(opened, await opened.context.decodeAudioData(bytes));
    },
    async unlock() {
      const opened = open();
      if (opened === null || isRunning()) return;
      // iOS unlocks a context only when a source is started inside the gesture.
      const buffer = opened.context.createBuffer(1, 1, opened.context.sampleRate);
      const source = new AudioBufferSourceNode(opened.context, { buffer });
      source.connect(opened.context.destination);
      source.start();
      await resume();
    },
    setMuted(value) {
      muted = value;
      if (graph === null) return;
      const { context, master } = graph;
      master.gain.setTargetAtTime(muted ? 0 : 1, context.currentTime, FADE_S / 3);
    },
    level() {
      if (graph === null) return 0;
      const { analyser, samples } = graph;
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      return Math.min(1, Math.sqrt(sum / samples.length));
    },
    close() {
      document.removeEventListener('visibilitychange', wakeWhenVisible);
      void graph?.context.close().catch(() => undefined);
      graph = null;
    },
  };
}
