import type { Locale, Utterance } from '#protocol/index.ts';

/**
 * From handed over to heard: `queued` → `playing` → `done`, or `queued` → `failed` → `done`. `failed`: its audio
 * could not be loaded, decoded or sounded; it is now held silently, so treat it as `playing` without sound.
 * `interrupted` ends an utterance from any phase.
 */
export type UtterancePhase = 'queued' | 'playing' | 'done' | 'interrupted' | 'failed';

/** What is leaving the loudspeaker now. */
export interface HeardNow {
  utterance: Utterance;
  /** Milliseconds of this utterance that have been heard: device latency is already taken off. */
  tMs: number;
  /** False while an utterance is held silently: captions go on, the mouth should rest. */
  sounding: boolean;
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
  /** Silent, while time, captions and mouth run on. */
  setMuted(muted: boolean): void;
  /** Sampled every frame by mouth, caption and gesture. Null while nothing is heard or held. */
  heard(): HeardNow | null;
  /** RMS of the sound now leaving, 0..1, for tests and the ring. */
  level(): number;
  dispose(): void;
}

/** Why the browser's recogniser gave up. */
export type RecognizerError = 'not-allowed' | 'no-speech' | 'unsupported' | 'network' | 'audio-capture';

export interface RecognizerEvents {
  /** The microphone is open. */
  onStart(): void;
  /** Words so far; they may still change. */
  onInterim(text: string): void;
  /** The finished question, never empty. At most once a session. */
  onFinal(text: string): void;
  onError(code: RecognizerError): void;
  /** The session is over, whatever came of it. Once for every `start`. */
  onEnd(): void;
}

/** One spoken question at a time, through the recogniser that the browser brings along. */
export interface Recognizer {
  isSupported(): boolean;
  /** Opens the microphone; a running session is dropped first. */
  start(locale: Locale): void;
  /** Closes the microphone and waits for the words spoken so far. */
  stop(): void;
  /** Closes the microphone and forgets the session: no further words, only `onEnd`. */
  abort(): void;
}
