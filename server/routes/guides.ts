import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { GuideReply, Locale, Problem } from '#protocol/index.ts';
import type { Guide, Knowledge } from '#server/knowledge/index.ts';
import { guidePage } from './guide-page.ts';
import { guideTexts } from './guides.texts.ts';
import { originOf } from './origin.ts';
import { problemFor } from './problem.ts';

const Params = z.strictObject({ id: z.string().max(100) });
const Query = z.strictObject({ lang: Locale.default('zh') });

/** What people may read of a guide: the evidence that only serves retrieval stays inside. */
function shown({ questions: _questions, aliases: _aliases, ...guide }: Guide): GuideReply {
  return guide;
}

/** `GET /api/guides/:id?lang=`: an active guide with its sections. `GET /guides/:id?lang=`: the same as a page to read. */
export const guideRoutes: FastifyPluginAsyncZod<{ knowledge: Knowledge }> = async (app, { knowledge }) => {
  app.get(
    '/api/guides/:id',
    {
      schema: {
        tags: ['guides'],
        summary: 'Read a service guide',
        params: Params,
        querystring: Query,
        response: { 200: GuideReply, 404: Problem },
      },
    },
    async (request, reply) => {
      const { lang } = request.query;
      const guide = knowledge.guide(request.params.id, lang);
      if (!guide) return reply.code(404).send({ code: 'not_found', message: guideTexts[lang].notFound });
      return shown(guide);
    },
  );

  app.get(
    '/guides/:id',
    { schema: { hide: true, params: Params, querystring: Query } },
    async (request, reply) => {
      const { lang } = request.query;
      const guide = knowledge.guide(request.params.id, lang);
      if (!guide) return reply.code(404).send(problemFor(request, 'not_found'));
      return reply
        .header('content-language', lang)
        .type('text/html; charset=utf-8')
        .send(
          guidePage(guide, {
            origin: originOf(request),
            hasOther: knowledge.guide(guide.id, lang === 'zh' ? 'en' : 'zh') !== undefined,
            nameOf: (id) => knowledge.guide(id, lang)?.name,
          }),
        );
    },
  );
};
