import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { AnswerRequest, Heard, Problem } from '#protocol/index.ts';
import type { Answers } from '#server/answers/index.ts';
import type { LoadGate, QuestionLimits } from '#server/limits/index.ts';
import { eventStream } from './event-stream.ts';
import { limitQuestions, shedLoad } from './limits.ts';
import { problemFor } from './problem.ts';
import { orRefuse } from './refused.ts';
import './session.ts';

/**
 * `POST /api/answers`: AG-UI's RunAgentInput in, AG-UI events over SSE out. Closing the connection ends the run.
 * `POST /api/answers/heard`: how much was heard of an answer that was silenced.
 */
export const answerRoutes: FastifyPluginAsyncZod<{
  answers: Answers;
  limits: QuestionLimits;
  load: LoadGate;
}> = async (app, { answers, limits, load }) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store, no-transform');
  });

  app.post(
    '/api/answers',
    {
      schema: {
        tags: ['answers'],
        summary: 'Ask; the answer comes as AG-UI events (text/event-stream)',
        body: AnswerRequest,
        response: { 400: Problem, 413: Problem, 429: Problem, 503: Problem },
      },
      onRequest: shedLoad(load),
      preHandler: limitQuestions(limits),
    },
    async (request, reply) => {
      const left = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) left.abort();
      });
      const context = { session: request.session, address: request.ip };
      const events = orRefuse(request, () => answers.answer(request.body, context, left.signal));
      // A stream has no place among the schema's JSON replies.
      const untyped: FastifyReply = reply;
      return untyped
        .type('text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(eventStream(events, (event) => JSON.stringify(event)));
    },
  );

  app.post(
    '/api/answers/heard',
    {
      schema: {
        tags: ['answers'],
        summary: 'Tell how much of a silenced answer was heard',
        body: Heard,
        response: { 204: z.null(), 404: Problem },
      },
    },
    async (request, reply) => {
      const known = await answers.heard(request.session, request.body);
      return known ? reply.code(204).send(null) : reply.code(404).send(problemFor(request, 'not_found'));
    },
  );
};
