import type { FastifyError } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Answers } from '#server/answers/index.ts';
import type { Threads } from '#server/completions/index.ts';
import type { Gate } from '#server/keys/index.ts';
import type { LoadGate } from '#server/limits/index.ts';
import { requireKey } from './admission.ts';
import { hintRetry, problemFor, problemOf } from './problem.ts';
import { chatCompletionRoutes } from './v1-chat-completions.ts';
import { apiError } from './v1-error.ts';
import { modelRoutes } from './v1-models.ts';

export interface V1Options {
  answers: Pick<Answers, 'answer'>;
  threads: Threads;
  /** null: other programs are not let in. */
  gate: Gate | null;
  load: LoadGate;
  now: () => Date;
  newId: () => string;
}

/** The hall under OpenAI's interface, for programs with a key for `chat`. Errors have OpenAI's shape. */
export const v1Routes: FastifyPluginAsyncZod<V1Options> = async (
  app,
  { gate, load, answers, threads, now, newId },
) => {
  requireKey(app, gate, 'chat');
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const { status, problem } = problemOf(error, request);
    hintRetry(error, reply);
    return reply.code(status).send(apiError(status, problem));
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send(apiError(404, problemFor(request, 'not_found'))),
  );
  // Addresses that no route has would be looked for among the pages, which answer for every GET.
  app.get('/*', { schema: { hide: true } }, (_request, reply) => reply.callNotFound());
  await app.register(modelRoutes, { now });
  await app.register(chatCompletionRoutes, { answers, load, threads, now, newId });
};
