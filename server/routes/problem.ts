import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Locale, type Problem } from '#protocol/index.ts';
import { redact } from '#server/answers/index.ts';
import { problemTexts } from './problem.texts.ts';

/** Thrown by a route to answer with this status and problem. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly statusCode: number;
  readonly problem: Problem;
  /** When it is worth trying again, in seconds. */
  readonly retryAfterS: number | undefined;
  constructor(statusCode: number, problem: Problem, retryAfterS?: number) {
    super(problem.code);
    this.statusCode = statusCode;
    this.problem = problem;
    this.retryAfterS = retryAfterS;
  }
}

const WithLocale = z.object({
  locale: Locale.optional().catch(undefined),
  lang: Locale.optional().catch(undefined),
  forwardedProps: z.object({ locale: Locale }).optional().catch(undefined),
});

function preferred(acceptLanguage: string | undefined): Locale {
  const languages = (acceptLanguage ?? '').split(',').map((entry) => {
    const [tag = '', ...parameters] = entry.trim().split(';');
    const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
    return {
      language: tag.toLowerCase().split('-')[0],
      quality: quality === undefined ? 1 : Number(quality),
    };
  });
  languages.sort((a, b) => b.quality - a.quality);
  const found = languages.map(({ language }) => Locale.safeParse(language)).find(({ success }) => success);
  return found?.data ?? 'zh';
}

/** Language of whoever sent a request: what its body or query says, else what the browser prefers, else Chinese. */
export function localeOf(request: Pick<FastifyRequest, 'body' | 'query' | 'headers'>): Locale {
  for (const part of [request.body, request.query]) {
    const parsed = WithLocale.safeParse(part);
    const locale = parsed.data?.forwardedProps?.locale ?? parsed.data?.locale ?? parsed.data?.lang;
    if (locale) return locale;
  }
  return preferred(request.headers['accept-language']);
}

/** A problem in the language of the request. */
export function problemFor(
  request: Pick<FastifyRequest, 'body' | 'query' | 'headers'>,
  code: Problem['code'],
  details?: Problem['details'],
): Problem {
  return { code, message: problemTexts[localeOf(request)][code], ...(details ? { details } : {}) };
}

/** What the framework itself refuses, by status. */
const CODES: Readonly<Record<number, Problem['code']>> = {
  404: 'not_found',
  405: 'not_found',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'busy',
  503: 'busy',
};

const MAX_DETAILS = 5;
const MAX_DETAIL_CHARS = 160;
/** The name of one field may fill the whole body: no more of it is looked through. */
const MAX_READ_CHARS = 2000;
/** Names of unknown fields are the sender's words: personal data in them is replaced, too. */
const detail = (text: string) => redact(text.slice(0, MAX_READ_CHARS)).text.slice(0, MAX_DETAIL_CHARS);

/**
 * What to answer to an error, in the language of the request. Messages of errors may hold what a citizen sent: neither
 * the reply nor the log repeats them.
 */
export function problemOf(
  error: FastifyError,
  request: FastifyRequest,
): { status: number; problem: Problem } {
  if (error instanceof HttpProblem) return { status: error.statusCode, problem: error.problem };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const details = error.validation.slice(0, MAX_DETAILS).map(({ instancePath, message }) => ({
      path: detail(instancePath.replace(/^\//, '').replaceAll('/', '.')),
      message: detail(message ?? ''),
    }));
    return { status: 400, problem: problemFor(request, 'bad_request', details) };
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return { status, problem: problemFor(request, CODES[status] ?? 'bad_request') };
  }
  const at = (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  request.log.error({ name: error.name, code: error.code, at: at.slice(0, 8) }, 'a request failed');
  const known = CODES[status];
  return { status: known ? status : 500, problem: problemFor(request, known ?? 'internal') };
}

/** Tells in the header when it is worth trying again, where the error knows. */
export function hintRetry(error: Error, reply: FastifyReply): void {
  if (error instanceof HttpProblem && error.retryAfterS !== undefined) {
    reply.header('retry-after', error.retryAfterS);
  }
}

/** Answers every error with a `Problem` in the citizen's language, and what is not routed with 404. */
export function problemHandler(app: FastifyInstance): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, problem } = problemOf(error, request);
    hintRetry(error, reply);
    return reply.code(status).send(problem);
  });
  app.setNotFoundHandler(async (request, reply) => reply.code(404).send(problemFor(request, 'not_found')));
}
