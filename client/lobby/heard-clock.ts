import { type HeardNow, type WordSpan, wordAt, wordsOf } from '#client/voice/index.ts';
import type { Utterance } from '#protocol/index.ts';

/** The word being heard. `word` null: the utterance has begun, its first word has not. */
export interface HeardWord {
  utterance: Utterance;
  word: WordSpan | null;
}

export interface HeardClock {
  getSnapshot(): HeardWord | null;
  subscribe(listener: () => void): () => void;
}

export interface HeardClockOptions {
  heard(): HeardNow | null;
  /** `requestAnimationFrame` of the page. */
  requestFrame(callback: () => void): number;
  cancelFrame(handle: number): void;
}

const isSame = (a: HeardWord | null, b: HeardWord | null) =>
  a?.utterance.id === b?.utterance.id && a?.word?.from === b?.word?.from && a?.word?.to === b?.word?.to;

/** Samples every frame what is leaving the loudspeaker and tells when the word changes. Idle without listeners. */
export function createHeardClock({ heard, requestFrame, cancelFrame }: HeardClockOptions): HeardClock {
  const listeners = new Set<() => void>();
  let now: HeardWord | null = null;
  let frame: number | null = null;

  function sample(): void {
    const sounding = heard();
    const next = sounding && {
      utterance: sounding.utterance,
      word: wordAt(wordsOf(sounding.utterance), sounding.tMs),
    };
    if (!isSame(now, next)) {
      now = next;
      for (const listener of listeners) listener();
    }
    frame = listeners.size > 0 ? requestFrame(sample) : null;
  }

  return {
    getSnapshot: () => now,
    subscribe(listener) {
      listeners.add(listener);
      frame ??= requestFrame(sample);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || frame === null) return;
        cancelFrame(frame);
        frame = null;
      };
    },
  };
}
