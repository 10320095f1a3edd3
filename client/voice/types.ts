import type { MouthTrack, Utterance } from '#protocol/index.ts';

/** From handed over to heard. `failed`: its audio could not be loaded or decoded. */
export type UtterancePhase = 'queued' | 'playing' | 'done' | 'interrupted' | 'failed';

/** What is leaving the loudspeaker now. */
export interface HeardNow {
  utterance: Utterance;
  /** Milliseconds of this utterance that have been heard: device latency is already taken off. */
  tMs: number;
}

export interface VoiceEvents {
  /** Called when an utterance changes phase; `chars` is how much of its `speech` had been heard by then. */
  onPhase(utterance: Utterance, phase: UtterancePhase, chars: number): void;
}

/**
 * Plays utterances one after another on one AudioContext. Utterances without audio are held for as long as
 * reading them takes, so that captions and gestures go on in order.
 */
export interface Voice {
  /** Must be called from the first tap or key press: browsers keep audio locked until then. */
  unlock(): Promise<void>;
  enqueue(utterance: Utterance): void;
  /** Silences within 100 ms and empties the queue. */
  stop(): void;
  /** Plays one utterance again, after stopping whatever plays. */
  replay(utterance: Utterance): void;
  setMuted(muted: boolean): void;
  /** Sampled every frame by mouth, caption and gesture. Null while nothing sounds. */
  heard(): HeardNow | null;
  /** RMS of the sound now leaving, 0..1, for tests and the ring. */
  level(): number;
  dispose(): void;
}

export type { MouthTrack };
