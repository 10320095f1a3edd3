import type { FastifyInstance } from 'fastify';
import { type FakeOpenAI, startFakeOpenAI } from './fake-openai.ts';

/** One piece of a scripted reply. */
export type ChatPiece =
  | { text: string }
  /** Several in one reply are several calls in one turn. */
  | { toolCall: { name: string; args: string } }
  /** Nothing for so long, in milliseconds. */
  | { waitMs: number }
  /** Nothing until this resolves. */
  | { until: Promise<void> }
  /** An event of any shape, as it stands. */
  | { event: unknown }
  /** Bytes as they stand, one packet. */
  | { bytes: Uint8Array }
  /** Ends well, for this reason instead of the usual one. */
  | { finish: string }
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

/**
 * What the server does with one request: an HTTP error, or a stream that ends well unless a piece says otherwise; a
 * function makes it from the request's body.
 */
export type ChatScript =
  | { status: number; headers?: Record<string, string>; error?: object }
  | readonly ChatPiece[]
  | ((body: unknown) => readonly ChatPiece[]);

/**
 * Requests by their shape: `free` offers tools, `forced` must call one (`tool_choice`), `plain` knows none. So one
 * server can write answers, name routes and mend sentences in one test.
 */
export type ChatKind = 'free' | 'forced' | 'plain';

export interface FakeChat extends FakeOpenAI {
  /** Resolves when a client closes its connection before its reply has ended. */
  disconnected: Promise<void>;
  /** Sets what requests of one shape get, in order; the last one serves all further ones. */
  script(kind: ChatKind, ...scripts: readonly ChatScript[]): void;
  /** Bodies of the requests of one shape so far. */
  bodies(kind: ChatKind): unknown[];
  /** Network connections so far. */
  connections(): number;
}

const kindOf = (body: unknown): ChatKind => {
  if (typeof body !== 'object' || body === null) return 'plain';
  if ('tool_choice' in body) return 'forced';
  return 'tools' in body ? 'free' : 'plain';
};

const chunk = (delta: object, finishReason: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'fake',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })}\n\n`;

/**
 * `/v1/chat/completions` as OpenAI streams it, one script a request in order; the last one serves all further requests.
 * `scripts` are for requests that offer tools; unless told otherwise, a forced call is refused and a plain request gets
 * the answer NONE.
 */
export async function startFakeChat(...scripts: readonly ChatScript[]): Promise<FakeChat> {
  const plans: Record<ChatKind, { scripts: readonly ChatScript[]; asked: number }> = {
    free: { scripts, asked: 0 },
    forced: { scripts: [{ status: 500 }], asked: 0 },
    plain: { scripts: [[{ text: 'NONE' }]], asked: 0 },
  };
  const ports = new Set<number | undefined>();
  let replies = 0;
  let noteDisconnect = () => {};
  const disconnected = new Promise<void>((resolve) => {
    noteDisconnect = resolve;
  });

  const register = (app: FastifyInstance) => {
    app.post('/chat/completions', async (request, reply) => {
      ports.add(request.raw.socket.remotePort);
      const plan = plans[kindOf(request.body)];
      const next = plan.scripts[Math.min(plan.asked, plan.scripts.length - 1)] ?? [];
      const script = typeof next === 'function' ? next(request.body) : next;
      plan.asked += 1;
      replies += 1;
      if ('status' in script) {
        const { status, headers = {}, error = { message: 'refused', type: 'server_error' } } = script;
        return reply.code(status).headers(headers).send({ error });
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
        else if ('finish' in piece) finish = piece.finish;
        else if ('waitMs' in piece) await new Promise((resolve) => setTimeout(resolve, piece.waitMs));
        else if ('until' in piece) await piece.until;
        else if ('event' in piece) raw.write(`data: ${JSON.stringify(piece.event)}\n\n`);
        else if ('bytes' in piece) raw.write(piece.bytes);
        else if ('text' in piece) {
          // A few characters at a time, as tokens come.
          for (const token of piece.text.match(/[\s\S]{1,3}/g) ?? []) raw.write(chunk({ content: token }));
        } else {
          const { name, args } = piece.toolCall;
          raw.write(
            chunk({
              tool_calls: [
                {
                  index,
                  id: `call_${replies}_${index}`,
                  type: 'function',
                  function: { name, arguments: '' },
                },
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
  return {
    ...server,
    disconnected,
    script(kind, ...next) {
      plans[kind] = { scripts: next, asked: 0 };
    },
    bodies: (kind) => server.requests.map(({ body }) => body).filter((body) => kindOf(body) === kind),
    connections: () => ports.size,
  };
}
