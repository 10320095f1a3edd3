import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Feedback, Problem } from '#protocol/index.ts';
import type { Ratings } from '#server/feedback/index.ts';
import { problemFor } from './problem.ts';
import './session.ts';

/** `POST /api/answers/feedback`: a thumb for an answer of one's own; a later one replaces it. */
export const feedbackRoutes: FastifyPluginAsyncZod<{ ratings: Ratings }> = async (app, { ratings }) => {
  app.post(
    '/api/answers/feedback',
    {
      schema: {
        tags: ['answers'],
        summary: 'Say whether an answer helped',
        body: Feedback,
        response: { 204: z.null(), 404: Problem },
      },
    },
    async (request, reply) => {
      const known = await ratings.rate(request.session, request.body);
      return known ? reply.code(204).send(null) : reply.code(404).send(problemFor(request, 'not_found'));
    },
  );
};
