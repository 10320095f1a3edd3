import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Callback, CallbackRequest, Problem } from '#protocol/index.ts';
import type { Callbacks } from '#server/callbacks/index.ts';
import { callbackRouteTexts } from './callbacks.texts.ts';
import { localeOf } from './problem.ts';
import './session.ts';

/**
 * `POST /api/callbacks`: the citizen asks to be called; the session's open request is replaced.
 * `GET /api/callbacks/mine`: the open request. `DELETE /api/callbacks/mine`: takes it back.
 */
export const callbackRoutes: FastifyPluginAsyncZod<{ callbacks: Callbacks }> = async (app, { callbacks }) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post(
    '/api/callbacks',
    {
      schema: {
        tags: ['callbacks'],
        summary: 'Ask to be called back by a member of staff',
        body: CallbackRequest,
        response: { 200: Callback, 400: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const outcome = await callbacks.file(request.session, request.ip, request.body);
      if (outcome.ok) return outcome.callback;
      const texts = callbackRouteTexts[request.body.locale];
      if (outcome.reason === 'phone') {
        const details = [
          { path: 'phone', message: 'not a mainland mobile number or landline with area code' },
        ];
        return reply.code(400).send({ code: 'bad_request', message: texts.phone, details });
      }
      return reply
        .code(429)
        .header('retry-after', outcome.retryAfterS)
        .send({ code: 'too_many_attempts', message: texts.tooMany(Math.ceil(outcome.retryAfterS / 60)) });
    },
  );

  app.get(
    '/api/callbacks/mine',
    {
      schema: {
        tags: ['callbacks'],
        summary: 'See your open request to be called',
        response: { 200: Callback, 404: Problem },
      },
    },
    async (request, reply) => {
      const found = await callbacks.mine(request.session);
      const message = callbackRouteTexts[localeOf(request)].none;
      return found ?? reply.code(404).send({ code: 'not_found', message });
    },
  );

  app.delete(
    '/api/callbacks/mine',
    {
      schema: {
        tags: ['callbacks'],
        summary: 'Take your request to be called back',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await callbacks.withdraw(request.session);
      return reply.code(204).send(null);
    },
  );
};
