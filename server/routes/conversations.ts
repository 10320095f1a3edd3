import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Conversation, Problem } from '#protocol/index.ts';
import type { Conversations } from '#server/conversations/index.ts';
import { problemFor } from './problem.ts';
import './session.ts';

const Params = z.strictObject({ threadId: z.string().min(1).max(100) });

/**
 * `GET /api/conversations/:threadId`: a thread of one's own, for showing it again.
 * `DELETE /api/conversations/:threadId`: erases it, whether it exists or not.
 * `DELETE /api/conversations`: erases everything that is kept of the session.
 */
export const conversationRoutes: FastifyPluginAsyncZod<{ conversations: Conversations }> = async (
  app,
  { conversations },
) => {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/api/conversations/:threadId',
    {
      schema: {
        tags: ['conversations'],
        summary: 'See a conversation of your own again',
        params: Params,
        response: { 200: Conversation, 404: Problem },
      },
    },
    async (request, reply) => {
      const found = await conversations.read(request.session, request.params.threadId);
      return found ?? reply.code(404).send(problemFor(request, 'not_found'));
    },
  );

  app.delete(
    '/api/conversations/:threadId',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Erase a conversation of your own',
        params: Params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await conversations.forget(request.session, request.params.threadId);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/conversations',
    {
      schema: {
        tags: ['conversations'],
        summary: 'Erase everything that is kept of this session',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await conversations.forgetAll(request.session);
      return reply.code(204).send(null);
    },
  );
};
