/** A clock on which sounds are scheduled, in seconds. */
export interface Timeline {
  nowS(): number;
  /** The moment that is being heard; behind `nowS` by the latency of the loudspeaker. */
  heardS(): number;
}

export interface Sound {
  durationS: number;
  /**
   * Plays from `atS` of its timeline on; `onEnded` is called after its natural end.
   * Returns what silences it, after which `onEnded` is never called.
   */
  start(atS: number, onEnded: () => void): () => void;
}

/** Where decoded audio goes. */
export interface Speaker extends Timeline {
  /** Whether sound would be heard now; tries to wake a suspended loudspeaker first. */
  ready(): Promise<boolean>;
  /** @throws when the bytes are no audio. */
  decode(bytes: ArrayBuffer): Promise<Sound>;
}

/** Time that passes without sound. */
export interface Silence extends Timeline {
  hold(durationS: number): Sound;
}

/** Calls back after `ms`; returns what cancels it. */
export type SetTimer = (ms: number, callback: () => void) => () => void;

export const browserTimer: SetTimer = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** `nowMs` reads a monotonic clock in milliseconds. */
export function createSilence(nowMs: () => number, setTimer: SetTimer): Silence {
  const nowS = () => nowMs() / 1000;
  return {
    nowS,
    heardS: nowS,
    hold: (durationS) => ({
      durationS,
      start: (atS, onEnded) => setTimer(Math.max(0, atS + durationS - nowS()) * 1000, onEnded),
    }),
  };
}
