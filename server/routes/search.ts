import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Problem, SearchQuery, SearchReply } from '#protocol/index.ts';
import { redact } from '#server/answers/index.ts';
import type { Knowledge } from '#server/knowledge/index.ts';
import type { LoadGate } from '#server/limits/index.ts';
import { shedLoad } from './limits.ts';

/** `GET /api/search?q=&lang=&limit=`: the sections that answers would be written from. Empty when nothing fits. */
export const searchRoutes: FastifyPluginAsyncZod<{
  knowledge: Pick<Knowledge, 'search'>;
  load: LoadGate;
}> = async (app, { knowledge, load }) => {
  app.get(
    '/api/search',
    {
      onRequest: shedLoad(load),
      schema: {
        tags: ['guides'],
        summary: 'Search the service guides',
        querystring: SearchQuery,
        response: { 200: SearchReply, 503: Problem },
      },
    },
    async (request) => {
      const { q, lang, limit } = request.query;
      const started = performance.now();
      // A remote embedder may read the query.
      const { hits } = await knowledge.search({ text: redact(q).text, lang, limit });
      return { results: hits, tookMs: Math.round((performance.now() - started) * 100) / 100 };
    },
  );
};
