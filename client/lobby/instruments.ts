import type { MouthWeights } from '#client/avatar/index.ts';
import type { HeardNow } from '#client/voice/index.ts';

/** What tests and benchmarks in a real browser read off the running page. Nothing on the page depends on it. */
export interface Instruments {
  /** RMS of the sound now leaving, 0..1. */
  level: () => number;
  heard: () => HeardNow | null;
  /** Null until she is on stage, and where she is a still picture. */
  mouth: () => MouthWeights | null;
}

declare global {
  interface Window {
    yunting?: Instruments;
  }
}

export const instruments: Instruments = { level: () => 0, heard: () => null, mouth: () => null };
