import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Locale, Problem, Transcription } from '#protocol/index.ts';
import { recordingDurationMs, recordingMime, SpeechError, type Transcriber } from '#server/speech/index.ts';
import { HttpProblem, localeOf } from './problem.ts';
import { transcriptionTexts } from './transcriptions.texts.ts';

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_MS = 60_000;

interface Upload {
  audio?: { bytes: Buffer; declared: string; isWhole: boolean };
  locale?: string;
  /** Whether there is a part that is neither `file` nor `locale`. */
  hasUnknown: boolean;
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  const upload: Upload = { hasUnknown: false };
  for await (const part of request.parts()) {
    if (part.type === 'file' && part.fieldname === 'file') {
      // toBuffer would throw at the limit; the reply below says it in the citizen's words.
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) chunks.push(chunk);
      const isWhole = !part.file.truncated;
      upload.audio = { bytes: Buffer.concat(chunks), declared: part.mimetype, isWhole };
    } else if (part.type === 'field' && part.fieldname === 'locale' && typeof part.value === 'string') {
      upload.locale = part.value;
    } else {
      upload.hasUnknown = true;
      if (part.type === 'file') part.file.resume();
    }
  }
  return upload;
}

/** @throws {HttpProblem} in the language that the upload asks for, else in `asked`. */
function checked({ audio, locale: wanted, hasUnknown }: Upload, asked: Locale) {
  const locale = Locale.safeParse(wanted ?? asked);
  const texts = transcriptionTexts[locale.data ?? asked];
  if (hasUnknown || !locale.success) {
    const detail = hasUnknown
      ? { path: '', message: 'only file and locale are read' }
      : { path: 'locale', message: 'must be zh or en' };
    throw new HttpProblem(400, { code: 'bad_request', message: texts.badField, details: [detail] });
  }
  if (audio === undefined || audio.bytes.length === 0) {
    throw new HttpProblem(400, { code: 'bad_request', message: texts.noAudio });
  }
  if (!audio.isWhole) throw new HttpProblem(413, { code: 'too_large', message: texts.tooLarge });
  const mime = recordingMime(audio.bytes, audio.declared);
  if (mime === undefined) {
    throw new HttpProblem(415, { code: 'unsupported_media', message: texts.unsupported });
  }
  if ((recordingDurationMs(audio.bytes, mime) ?? 0) > MAX_MS) {
    throw new HttpProblem(413, { code: 'too_large', message: texts.tooLong });
  }
  return { bytes: audio.bytes, mime, locale: locale.data };
}

/**
 * `POST /api/transcriptions`, multipart: `file`, a recording of a question (10 MB, one minute), and `locale`.
 * 503 `not_configured` when no server is set to understand it.
 */
export const transcriptionRoutes: FastifyPluginAsyncZod<{ transcriber: Transcriber | null }> = async (
  app,
  { transcriber },
) => {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: MAX_BYTES, files: 1, fields: 4, parts: 5, fieldSize: 100 },
  });

  app.post(
    '/api/transcriptions',
    {
      bodyLimit: MAX_BYTES + 64 * 1024,
      schema: {
        tags: ['speech'],
        summary: 'Turn a spoken question into words',
        consumes: ['multipart/form-data'],
        response: {
          200: Transcription,
          400: Problem,
          413: Problem,
          415: Problem,
          502: Problem,
          503: Problem,
        },
      },
    },
    async (request, reply) => {
      const asked = localeOf(request);
      if (transcriber === null) {
        throw new HttpProblem(503, {
          code: 'not_configured',
          message: transcriptionTexts[asked].notConfigured,
        });
      }
      if (!request.isMultipart()) {
        throw new HttpProblem(415, { code: 'unsupported_media', message: transcriptionTexts[asked].noAudio });
      }
      const question = checked(await readUpload(request), asked);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      try {
        return { text: await transcriber.transcribe(question, gone.signal) };
      } catch (error) {
        if (!(error instanceof SpeechError)) throw error;
        request.log.warn({ err: error }, 'a question could not be transcribed');
        throw new HttpProblem(502, {
          code: 'unavailable',
          message: transcriptionTexts[question.locale].failed,
        });
      }
    },
  );
};
