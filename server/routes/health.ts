import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';

/** `GET /api/health`: the process answers. `GET /api/ready`: it has guides to answer from, else 503. */
export const healthRoutes: FastifyPluginAsyncZod<{ ready: () => boolean }> = async (app, { ready }) => {
  const Status = z.object({ status: z.enum(['ok', 'not_ready']) });
  app.get('/api/health', { schema: { response: { 200: Status } }, logLevel: 'warn' }, async () => ({
    status: 'ok' as const,
  }));
  app.get(
    '/api/ready',
    { schema: { response: { 200: Status, 503: Status } }, logLevel: 'warn' },
    async (_request, reply) =>
      ready() ? reply.code(200).send({ status: 'ok' }) : reply.code(503).send({ status: 'not_ready' }),
  );
};
