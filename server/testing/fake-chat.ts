import type { FastifyInstance } from 'fastify';
import { type FakeOpenAI, startFakeOpenAI } from './fake-openai.ts';

/** One piece of a scripted reply. */
export type ChatPiece =
  | { text: string }
  | { toolCall: { name: string; args: string } }
  /** Nothing for so long, in milliseconds. */
  | { waitMs: number }
  /** Nothing more, with the connection left open. */
  | 'stall'
  /** The connection breaks. */
  | 'cut'
  /** A line that is no JSON. */
  | 'garbage'
  /** Ends without saying why. */
  | 'end'
  /** Ends because the token limit is reached. */
  | 'length';

/** What the server does with one request: an HTTP error, or a stream that ends well unless a piece says otherwise. */
export type ChatScript = { status: number } | readonly ChatPiece[];

export interface FakeChat extends FakeOpenAI {
  /** Resolves when a client closes its connection before its reply has ended. */
  disconnected: Promise<void>;
}

const chunk = (delta: object, finishReason: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'fake',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })}\n\n`;

/**
 * `/v1/chat/completions` as OpenAI streams it, one script a request in order; the last one serves all further
 * requests.
 */
export async function startFakeChat(...scripts: readonly ChatScript[]): Promise<FakeChat> {
  let asked = 0;
  let noteDisconnect = () => {};
  const disconnected = new Promise<void>((resolve) => {
    noteDisconnect = resolve;
  });

  const register = (app: FastifyInstance) => {
    app.post('/chat/completions', async (_request, reply) => {
      const script = scripts[Math.min(asked, scripts.length - 1)] ?? [];
      asked += 1;
      if ('status' in script) {
        return reply.code(script.status).send({ error: { message: 'refused', type: 'server_error' } });
      }
      reply.hijack();
      const { raw } = reply;
      raw.once('close', () => {
        if (!raw.writableEnded) noteDisconnect();
      });
      raw.writeHead(200, { 'content-type': 'text/event-stream' });
      raw.write(chunk({ role: 'assistant', content: '' }));
      let finish = 'stop';
      let index = 0;
      for (const piece of script) {
        if (piece === 'stall') return reply;
        if (piece === 'cut') {
          raw.destroy();
          return reply;
        }
        if (piece === 'end') {
          raw.end();
          return reply;
        }
        if (piece === 'garbage') raw.write('data: {"choices": [{"del\n\n');
        else if (piece === 'length') finish = 'length';
        else if ('waitMs' in piece) await new Promise((resolve) => setTimeout(resolve, piece.waitMs));
        else if ('text' in piece) {
          // A few characters at a time, as tokens come.
          for (const token of piece.text.match(/[\s\S]{1,3}/g) ?? []) raw.write(chunk({ content: token }));
        } else {
          const { name, args } = piece.toolCall;
          raw.write(
            chunk({
              tool_calls: [
                { index, id: `call_${asked}_${index}`, type: 'function', function: { name, arguments: '' } },
              ],
            }),
          );
          for (const part of args.match(/[\s\S]{1,8}/g) ?? []) {
            raw.write(chunk({ tool_calls: [{ index, function: { arguments: part } }] }));
          }
          index += 1;
          finish = 'tool_calls';
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      raw.write(chunk({}, finish));
      raw.end('data: [DONE]\n\n');
      return reply;
    });
  };
  const server = await startFakeOpenAI(register);
  return { ...server, disconnected };
}
