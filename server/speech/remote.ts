import OpenAI from 'openai';
import type { Config } from '#server/config.ts';
import type { Espeak } from './espeak/process.ts';
import { soundingSpan, trimSilence } from './level.ts';
import type { Log } from './log.ts';
import { rendition, type Sentence, speakWithTiming, type Timing, type VoiceOver } from './offline.ts';
import { SpeechError } from './types.ts';
import { decodeWav, type Pcm, WavError } from './wav.ts';

/** `speed` of the API for slow speech. */
const SLOW_SPEED = 0.8;
/** Longest wait for a sentence before the offline voice takes it. */
const TIMEOUT_MS = 15_000;
/** A sentence of 500 characters is some two minutes, 6 MB at 24 kHz. */
const MAX_WAV_BYTES = 32 * 1024 * 1024;
const LEAD_MS = 20;
const TAIL_MS = 180;

const spanMs = (pcm: Pcm) => {
  const { from, to } = soundingSpan(pcm.samples);
  return { fromMs: (from * 1000) / pcm.sampleRate, toMs: (to * 1000) / pcm.sampleRate };
};

/** What failed, in words of our own: those of a server may repeat what it was sent. */
const kindOf = (error: unknown) => {
  if (error instanceof OpenAI.APIError) return `status ${error.status ?? 'none'}`;
  return error instanceof WavError ? error.message : 'no answer';
};

/** Moves times from one recording of a text to another, first sound to first sound and last to last. */
export function fitTiming(timing: Timing, from: Pcm, to: Pcm): Timing {
  const source = spanMs(from);
  const target = spanMs(to);
  const scale = (target.toMs - target.fromMs) / Math.max(1, source.toMs - source.fromMs);
  const move = <T extends { tMs: number }>(event: T): T => ({
    ...event,
    tMs: Math.max(0, target.fromMs + (event.tMs - source.fromMs) * scale),
  });
  return { phonemes: timing.phonemes.map(move), words: timing.words.map(move) };
}

/**
 * The voice of an OpenAI-compatible `/audio/speech`. Such servers give no times: those of the offline voice saying the
 * same words are stretched to the length of the answer.
 */
export function remoteVoice(endpoint: NonNullable<Config['tts']>, espeak: Espeak, log: Log): VoiceOver {
  const { baseUrl, apiKey, model, voice } = endpoint;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    logLevel: 'off',
    timeout: TIMEOUT_MS,
    maxRetries: 1,
  });

  async function fetchWav({ speakable, pace }: Sentence, signal?: AbortSignal): Promise<Pcm> {
    const response = await client.audio.speech.create(
      {
        model,
        voice,
        input: speakable.spoken,
        response_format: 'wav',
        ...(pace === 'slow' ? { speed: SLOW_SPEED } : {}),
      },
      signal === undefined ? {} : { signal },
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > MAX_WAV_BYTES)
      throw new WavError(`${bytes.length} bytes are too many for one sentence`);
    return trimSilence(decodeWav(bytes), LEAD_MS, TAIL_MS).pcm;
  }

  return {
    key: () => JSON.stringify(['openai', baseUrl, model, voice]),
    async render(sentence, signal) {
      const [pcm, timed] = await Promise.all([
        fetchWav(sentence, signal).catch((error: unknown) => {
          throw new SpeechError('failed', `the speech server gave no usable sound (${kindOf(error)})`, {
            cause: error,
          });
        }),
        speakWithTiming(espeak, sentence, signal).catch((error: unknown) => {
          if (signal?.aborted) throw error;
          log.warn({ err: error }, 'no times for a sentence of the speech server: the mouth rests');
          return null;
        }),
      ]);
      const when = timed === null ? { phonemes: [], words: [] } : fitTiming(timed.timing, timed.pcm, pcm);
      return rendition(sentence, pcm, when);
    },
  };
}
