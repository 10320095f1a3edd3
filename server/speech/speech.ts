import { createHash } from 'node:crypto';
import type { Config } from '#server/config.ts';
import { openCache, type SpeechCache } from './cache.ts';
import { startEspeak } from './espeak/process.ts';
import { createFlights } from './flights.ts';
import type { Log } from './log.ts';
import { offlineVoice, type Rendition, type Sentence, type VoiceOver } from './offline.ts';
import { remoteVoice } from './remote.ts';
import { speakable } from './speakable/index.ts';
import { type SpeakRequest, type Speech, SpeechError, type Spoken } from './types.ts';
import { durationMs, encodeWav } from './wav.ts';

export interface SpeechOptions {
  /** null: the espeak-ng program. */
  tts: Config['tts'];
  /** Folder of the recordings; made when missing. */
  cacheDir: string;
  cacheBytes: number;
  log: Log;
}

/** Longest caption that is spoken, in UTF-16 units. */
export const MAX_SPEECH_CHARS = 500;

const MIME = 'audio/wav';
/** Raise it when rules, tables or levels change what a text sounds or looks like. */
const VERSION = 1;

const hashOf = (voice: VoiceOver, { caption, locale, pace = 'normal' }: Sentence) =>
  createHash('sha256')
    .update(JSON.stringify([VERSION, voice.key(locale), locale, pace, caption]))
    .digest('hex');

/**
 * Text becomes audio with a mouth track and a word track. With `tts` set, that server speaks and the offline voice
 * stands in for it sentence by sentence; recordings are kept by the hash of voice and text.
 */
export async function createSpeech(options: SpeechOptions): Promise<Speech> {
  const { tts, cacheDir, cacheBytes, log } = options;
  const cache = await openCache({ dir: cacheDir, maxBytes: cacheBytes, log });
  const espeak = startEspeak({ log });
  const offline = offlineVoice(espeak);
  const remote = tts === null ? null : remoteVoice(tts, espeak, log);
  const fly = createFlights<Spoken>();
  let closed = false;

  async function record(voice: VoiceOver, sentence: Sentence, personal: boolean, signal?: AbortSignal) {
    const hash = hashOf(voice, sentence);
    return fly(
      hash,
      async (aborted) => {
        const known = await cache.tracks(hash);
        if (known !== undefined) return spoken(hash, known);
        return keep(cache, hash, await voice.render(sentence, aborted), personal);
      },
      signal,
    );
  }

  async function speak(request: SpeakRequest, signal?: AbortSignal): Promise<Spoken> {
    const { text: caption, locale, pace, personal = false } = request;
    if (closed) throw new SpeechError('closed', 'speech is closed');
    if (caption.length > MAX_SPEECH_CHARS) {
      throw new SpeechError(
        'too_long',
        `${caption.length} characters; at most ${MAX_SPEECH_CHARS} are spoken`,
      );
    }
    const sentence: Sentence = { caption, locale, pace, speakable: speakable(caption, locale) };
    if (remote !== null && !personal) {
      try {
        return await record(remote, sentence, false, signal);
      } catch (error) {
        if (signal?.aborted || closed) throw error;
        // A server's own words may repeat the sentence or the key: the cause is left out.
        const reason = error instanceof SpeechError ? error.message : 'unknown';
        log.warn({ reason }, 'the speech server failed; the offline voice speaks this sentence');
      }
    }
    return record(offline, sentence, personal, signal);
  }

  return {
    speak,
    async audio(hash) {
      const found = await cache.audio(hash);
      return found && { mime: MIME, ...found };
    },
    async close() {
      closed = true;
      await espeak.close();
    },
  };
}

async function keep(cache: SpeechCache, hash: string, made: Rendition, personal: boolean): Promise<Spoken> {
  const wav = encodeWav(made.pcm);
  const tracks = {
    durationMs: Math.round(durationMs(made.pcm)),
    bytes: wav.length,
    mouth: made.mouth,
    words: made.words,
  };
  await cache.put(hash, wav, tracks, { private: personal });
  return spoken(hash, tracks);
}

const spoken = (
  hash: string,
  { durationMs: lasting, mouth, words }: Omit<Spoken, 'hash' | 'mime'>,
): Spoken => ({
  hash,
  mime: MIME,
  durationMs: lasting,
  mouth,
  words,
});
