import OpenAI, { toFile } from 'openai';
import type { Endpoint } from '#server/config.ts';
import { SpeechError, type Transcriber } from './types.ts';

const TIMEOUT_MS = 30_000;

/** Servers tell formats by the file's name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'mp4',
  'audio/mpeg': 'mp3',
};

/** Recognisers follow the script of their prompt: this keeps Mandarin in simplified characters. */
const PROMPTS = { zh: '以下是普通话的句子。', en: '' } as const;

/**
 * The recogniser of an OpenAI-compatible `/audio/transcriptions`.
 * Its `transcribe` rejects with {SpeechError} `failed`, whose message never carries the server's answer.
 */
export function createTranscriber({ baseUrl, apiKey, model }: Endpoint): Transcriber {
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? 'none',
    logLevel: 'off',
    timeout: TIMEOUT_MS,
    maxRetries: 1,
  });
  return {
    async transcribe({ bytes, mime, locale }, signal) {
      const file = await toFile(bytes, `question.${EXTENSIONS[mime] ?? 'bin'}`, { type: mime });
      const prompt = PROMPTS[locale];
      try {
        const reply = await client.audio.transcriptions.create(
          { file, model, language: locale, ...(prompt === '' ? {} : { prompt }) },
          signal === undefined ? {} : { signal },
        );
        return reply.text.trim();
      } catch (error) {
        if (signal?.aborted) throw error;
        const status = error instanceof OpenAI.APIError ? ` (status ${error.status ?? 'none'})` : '';
        throw new SpeechError('failed', `the transcription server gave no text${status}`);
      }
    },
  };
}
