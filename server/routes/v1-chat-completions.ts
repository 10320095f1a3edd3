import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AnswerRequest } from '#protocol/index.ts';
import type { Answers } from '#server/answers/index.ts';
import {
  ApiError,
  ChatCompletion,
  ChatCompletionRequest,
  createReply,
  MODEL_ID,
  type Piece,
  piecesOf,
  type Reply,
  type Threads,
  userTexts,
} from '#server/completions/index.ts';
import type { LoadGate } from '#server/limits/index.ts';
import { keyOf } from './admission.ts';
import { eventStream } from './event-stream.ts';
import { shedLoad } from './limits.ts';
import { originOf } from './origin.ts';
import { HttpProblem, localeOf, problemFor } from './problem.ts';
import { orRefuse } from './refused.ts';
import { apiError } from './v1-error.ts';

const INTERNAL = 500;

/** Chunks as OpenAI streams them, up to `[DONE]`; an answer that fails ends with an error instead. */
async function* chunks(
  pieces: AsyncIterable<Piece>,
  reply: Reply,
  withUsage: boolean,
): AsyncGenerator<string> {
  yield JSON.stringify(reply.opening());
  for await (const piece of pieces) {
    if (piece.type === 'text') yield JSON.stringify(reply.text(piece.text, piece.annotations));
    else if (piece.type === 'failed') {
      yield JSON.stringify(apiError(INTERNAL, { code: 'internal', message: piece.message }));
      return;
    } else {
      yield JSON.stringify(reply.closing(piece.status));
      if (withUsage) yield JSON.stringify(reply.usage());
      yield '[DONE]';
    }
  }
}

/** @throws {HttpProblem} when the answer fails, or ends early because nobody waits for it any more. */
async function whole(pieces: AsyncIterable<Piece>, reply: Reply): Promise<ChatCompletion> {
  let message = '';
  for await (const piece of pieces) {
    if (piece.type === 'text') reply.text(piece.text, piece.annotations);
    else if (piece.type === 'end') return reply.whole(piece.status);
    else message = piece.message;
  }
  throw new HttpProblem(INTERNAL, { code: 'internal', message });
}

/**
 * `POST /v1/chat/completions`: the last user message is answered as everywhere else, in the conversation that the
 * user messages before it are. Closing the connection ends the run.
 */
export const chatCompletionRoutes: FastifyPluginAsyncZod<{
  answers: Pick<Answers, 'answer'>;
  threads: Threads;
  load: LoadGate;
  now: () => Date;
  newId: () => string;
}> = async (app, { answers, threads, load, now, newId }) => {
  app.post(
    '/chat/completions',
    {
      schema: {
        tags: ['programs'],
        security: [{ key: [] }],
        summary: 'Ask, as OpenAI does; with stream, chunks come as Server-Sent Events',
        body: ChatCompletionRequest,
        response: { 200: ChatCompletion, '4xx': ApiError, '5xx': ApiError },
      },
      onRequest: shedLoad(load),
    },
    async (request, reply) => {
      const { model, user, safety_identifier, stream, stream_options } = request.body;
      if (model !== MODEL_ID) {
        const details = [{ path: 'model', message: `the model is ${MODEL_ID}` }];
        throw new HttpProblem(404, problemFor(request, 'not_found', details));
      }
      const locale = localeOf(request);
      const texts = userTexts(request.body);
      const key = keyOf(request);
      const session = threads.session(key.id, user ?? safety_identifier ?? '');
      const unique = newId().replaceAll('-', '');
      const id = `chatcmpl-${unique}`;
      const question: AnswerRequest = {
        threadId: threads.threadId(session, texts, unique),
        runId: id,
        state: {},
        messages: [{ id: 'question', role: 'user', content: texts.at(-1) ?? '' }],
        tools: [],
        context: [],
        forwardedProps: { locale, channel: 'web', speech: false },
      };
      const left = new AbortController();
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) left.abort();
      });
      const context = { session, address: request.ip };
      const events = orRefuse(request, () => answers.answer(question, context, left.signal));
      const pieces = piecesOf(events, { origin: originOf(request), page: locale });
      const withUsage = stream_options?.include_usage === true;
      const completion = createReply({ id, created: now(), prompt: texts, locale, withUsage });
      reply.headers({ 'x-ai-generated': 'true', 'x-request-id': id });
      if (stream !== true) return whole(pieces, completion);
      // A stream has no place among the schema's JSON replies.
      const untyped: FastifyReply = reply;
      return untyped
        .type('text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(eventStream(chunks(pieces, completion, withUsage), (chunk) => chunk));
    },
  );
};
