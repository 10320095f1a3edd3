import type { Utterance } from '#protocol/index.ts';
import type { SetTimer, Sound, Speaker } from '../output.ts';

export interface FakeTime {
  nowMs(): number;
  setTimer: SetTimer;
  /** Runs every timer due within the next `ms`, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
}

/** Lets every promise that is already settled run its consequences. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Time that passes only when told to. */
export function fakeTime(): FakeTime {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    nowMs: () => now,
    setTimer(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = Math.max(now, next.at);
        next.callback();
        await settle();
      }
      now = end;
    },
  };
}

export interface FakeSpeaker extends Speaker {
  /** What was started: which sound, when, and when it was silenced (null: it ran out). */
  started: { name: string; atS: number; silencedAtS: number | null }[];
  /** False: suspended. A sound started while it is frozen never ends. */
  running: boolean;
}

/** A speaker whose audio files are `name:durationS` in plain text, `latencyS` behind its clock. */
export function fakeSpeaker(time: FakeTime, latencyS = 0): FakeSpeaker {
  const nowS = () => time.nowMs() / 1000;
  const speaker: FakeSpeaker = {
    started: [],
    running: true,
    nowS,
    heardS: () => nowS() - latencyS,
    ready: async () => speaker.running,
    async decode(bytes): Promise<Sound> {
      const [name = '', seconds] = new TextDecoder().decode(bytes).split(':');
      const durationS = Number(seconds);
      if (!(durationS > 0)) throw new Error('not audio');
      return {
        durationS,
        start(atS, onEnded) {
          const entry: FakeSpeaker['started'][number] = { name, atS, silencedAtS: null };
          speaker.started.push(entry);
          let over = false;
          const cancel = time.setTimer((atS + durationS - nowS()) * 1000, () => {
            if (!speaker.running) return;
            over = true;
            onEnded();
          });
          return () => {
            if (!over) entry.silencedAtS = nowS();
            over = true;
            cancel();
          };
        },
      };
    },
  };
  return speaker;
}

/** An utterance of `durationMs` whose audio is at `/<id>`; without a duration it has no audio. */
export function utterance(id: string, durationMs?: number, extra: Partial<Utterance> = {}): Utterance {
  return {
    id,
    text: 'one two three',
    speech: 'one two three',
    locale: 'en',
    cites: [],
    gesture: null,
    emotion: 'neutral',
    ...(durationMs === undefined ? {} : { audio: { url: `/${id}`, mime: 'audio/wav', durationMs } }),
    words: [
      [0, 0, 3],
      [300, 4, 7],
      [600, 8, 13],
    ],
    ...extra,
  };
}
