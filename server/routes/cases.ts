import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CaseCard, Grant, GrantRequest, Locale, Problem } from '#protocol/index.ts';
import type { Cases } from '#server/cases/index.ts';
import { caseRouteTexts } from './cases.texts.ts';
import './session.ts';

const Params = z.strictObject({ receipt: z.string().min(1).max(100) });
const Query = z.strictObject({ lang: Locale.default('zh') });

/**
 * `POST /api/cases/grants`: proves that a case is the citizen's own; the session may see it for half an hour.
 * `DELETE /api/cases/grants`: forgets that, as when the citizen leaves a kiosk.
 * `GET /api/cases/:receipt?lang=`: a case that the session may see. 404 for every other one, whether it exists or not.
 */
export const caseRoutes: FastifyPluginAsyncZod<{ cases: Cases }> = async (app, { cases }) => {
  // A shared screen must not show a case again by going back, nor a proxy keep it.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.post(
    '/api/cases/grants',
    {
      schema: {
        tags: ['cases'],
        summary: 'Prove that a case is your own',
        body: GrantRequest,
        response: { 200: Grant, 403: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { receipt, idLast4, locale } = request.body;
      const { session, ip: address } = request;
      const outcome = await cases.grant({ session, address, receipt, idLast4 });
      if (outcome.ok) return outcome.grant;
      const texts = caseRouteTexts[locale];
      if (outcome.reason === 'not_verified') {
        return reply.code(403).send({ code: 'case_not_verified', message: texts.notVerified });
      }
      const message = texts.tooManyAttempts(Math.ceil(outcome.retryAfterS / 60));
      return reply
        .code(429)
        .header('retry-after', outcome.retryAfterS)
        .send({ code: 'too_many_attempts', message });
    },
  );

  app.delete(
    '/api/cases/grants',
    {
      schema: {
        tags: ['cases'],
        summary: 'Forget which cases this session may see',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await cases.revoke(request.session);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/cases/:receipt',
    {
      schema: {
        tags: ['cases'],
        summary: 'See where a case of your own stands',
        params: Params,
        querystring: Query,
        response: { 200: CaseCard, 404: Problem },
      },
    },
    async (request, reply) => {
      const { lang } = request.query;
      const card = await cases.byReceipt(request.session, request.params.receipt, lang);
      return card ?? reply.code(404).send({ code: 'not_found', message: caseRouteTexts[lang].notGranted });
    },
  );
};
