import type { Locale, MouthTrack, WordTrack } from '#protocol/index.ts';

export type Pace = 'normal' | 'slow';

export interface SpeakRequest {
  /** Caption text: plain, as a person reads it. The room itself turns figures, dates and signs into words. */
  text: string;
  locale: Locale;
  /** How fast; `slow` is for who asked for it. */
  pace?: Pace;
  /** Holds facts about one citizen: never sent to a speech server, never written to disk. */
  personal?: boolean;
}

export interface Spoken {
  /** Address of the audio: `/api/speech/<hash>`. The same text and voice always have the same hash. */
  hash: string;
  mime: string;
  durationMs: number;
  mouth: MouthTrack;
  words: WordTrack;
}

/** Why no audio can be had. The sentence is still shown. */
export class SpeechError extends Error {
  override name = 'SpeechError';
  readonly code: 'too_long' | 'busy' | 'failed' | 'closed';
  constructor(code: SpeechError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface Speech {
  /** @throws {SpeechError} */
  speak(request: SpeakRequest, signal?: AbortSignal): Promise<Spoken>;
  /** The audio of a hash, or undefined when it is not (or no longer) kept. */
  audio(hash: string): Promise<{ mime: string; bytes: Uint8Array; personal: boolean } | undefined>;
  close(): Promise<void>;
}

/** Audio of a citizen's question → its words. Null in the app when no server is configured. */
export interface Transcriber {
  transcribe(
    audio: { bytes: Uint8Array; mime: string; locale: Locale },
    signal?: AbortSignal,
  ): Promise<string>;
}
