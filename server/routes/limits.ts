import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LoadGate, QuestionLimits } from '#server/limits/index.ts';
import { HttpProblem, problemFor } from './problem.ts';
import './session.ts';

/** When to ask again while the server has too much to do, in seconds: as long as a few answers take. */
const BUSY_RETRY_S = 3;

/**
 * For `onRequest` of a route that answers: 503 `busy` when there are too many answers already, before the body is read.
 */
export const shedLoad = (gate: LoadGate) => async (request: FastifyRequest, reply: FastifyReply) => {
  const leave = gate.enter();
  if (leave === null) throw new HttpProblem(503, problemFor(request, 'busy'), BUSY_RETRY_S);
  finished(reply.raw, leave);
};

/** For `preHandler` of a route that citizens ask: 429 `too_many_questions` beyond the limits. */
export const limitQuestions = (limits: QuestionLimits) => async (request: FastifyRequest) => {
  const waitS = await limits.count({ session: request.session, address: request.ip });
  if (waitS !== null) throw new HttpProblem(429, problemFor(request, 'too_many_questions'), waitS);
};
