import type { FastifyRequest } from 'fastify';
import { AnswersOff, MessageRefused } from '#server/answers/index.ts';
import { HttpProblem, problemFor } from './problem.ts';

/** When to ask again while answers are switched off, in seconds: nobody says until when, so often enough. */
const OFF_RETRY_S = 60;

/**
 * Runs what may refuse a question, and says so as a problem.
 * @throws {HttpProblem} 400 or 413 for a question that cannot be taken, 503 while the staff have switched answers off;
 * whatever else is thrown as it is.
 */
export function orRefuse<T>(request: FastifyRequest, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof MessageRefused) {
      throw new HttpProblem(error.code === 'message_too_long' ? 413 : 400, problemFor(request, error.code));
    }
    if (error instanceof AnswersOff) {
      const problem = problemFor(request, 'answers_off');
      throw new HttpProblem(503, { ...problem, message: error.notice ?? problem.message }, OFF_RETRY_S);
    }
    throw error;
  }
}
