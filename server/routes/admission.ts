import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '#protocol/index.ts';
import type { ApiKey, Gate, Quota, Scope } from '#server/keys/index.ts';
import { HttpProblem, problemFor } from './problem.ts';

const BEARER = /^Bearer +(\S+)$/i;
const programs = new WeakMap<FastifyRequest, ApiKey>();

/** The key of an admitted request. @throws {TypeError} on a route that asks for none. */
export function keyOf(request: FastifyRequest): ApiKey {
  const key = programs.get(request);
  if (key === undefined) throw new TypeError('this route asks for no key');
  return key;
}

function tellQuota(reply: FastifyReply, { limit, remaining, resetS }: Quota): void {
  reply.headers({
    'x-ratelimit-limit': limit,
    'x-ratelimit-remaining': remaining,
    'x-ratelimit-reset': resetS,
  });
}

/**
 * Lets only programs with a key for `scope` reach the routes of `app`, before anything of a body is read. 404
 * `not_configured` where no programs are let in at all, 401 without a key that opens, 403 with one for something
 * else, 429 beyond its limits.
 */
export function requireKey(app: FastifyInstance, gate: Gate | null, scope: Scope): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store, no-transform');
    const refuse = (status: number, code: Problem['code']) =>
      new HttpProblem(status, problemFor(request, code));
    if (gate === null) throw refuse(404, 'not_configured');
    const text = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const admission = await gate.admit(text, scope);
    if ('quota' in admission) tellQuota(reply, admission.quota);
    if (admission.ok) {
      programs.set(request, admission.key);
      return;
    }
    if (admission.reason === 'too_many') {
      reply.header('retry-after', admission.quota.resetS);
      throw refuse(429, 'too_many_questions');
    }
    if (admission.reason === 'out_of_scope') throw refuse(403, 'unauthorized');
    reply.header('www-authenticate', 'Bearer');
    throw refuse(401, 'unauthorized');
  });
}
