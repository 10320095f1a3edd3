import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Hall, Locale } from '#protocol/index.ts';
import type { Hall as Switch } from '#server/hall/index.ts';
import { problemTexts } from './problem.texts.ts';

const Query = z.strictObject({ lang: Locale.default('zh') });

/** `GET /api/hall?lang=`: whether she answers, and what the staff say while she does not. */
export const hallRoutes: FastifyPluginAsyncZod<{ hall: Switch }> = async (app, { hall }) => {
  app.get(
    '/api/hall',
    {
      schema: {
        tags: ['hall'],
        summary: 'See whether questions are answered now',
        querystring: Query,
        response: { 200: Hall },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { lang } = request.query;
      const answering = hall.answering();
      const notice = answering ? null : (hall.notice(lang) ?? problemTexts[lang].answers_off);
      return { answering, notice };
    },
  );
};
