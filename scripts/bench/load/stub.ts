/**
 * A language model of a benchmark, as a program: OpenAI's `/v1/chat/completions` on a free port of this machine, which it
 * prints. It says sentences of the sections it is given, word for word with their numbers, one token each 20 ms in every
 * stream; a request for a route gets its call at once. `server/testing/fake-chat.ts` is for tests: it knows scripts and
 * every way to fail, and keeps each request.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { TOKEN_MS, tokensOf } from './pace.ts';

const Request = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string().nullable() })),
  tools: z.array(z.unknown()).optional(),
  tool_choice: z.unknown().optional(),
});

const SENTENCES = 4;
const SECTION = /<section n="(\d)">\n([\s\S]*?)\n<\/section>/g;
const SENTENCE = /[^\s。！？.!?][^。！？.!?\n]{8,120}(?:[。！？]|[.!?](?=\s|$))/g;

const event = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-stub',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'stub',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

/** What is said over the sections of a request. */
function answerTo(messages: z.infer<typeof Request>['messages']): string {
  const given = messages.findLast(({ role }) => role === 'tool')?.content ?? '';
  const sentences = [...given.matchAll(SECTION)].flatMap(([, n = '', text = '']) =>
    (text.match(SENTENCE) ?? []).map((sentence) => `${sentence}[${n}]`),
  );
  return sentences.slice(0, SENTENCES).join('');
}

interface Stream {
  response: ServerResponse;
  /** Events still to come, as chunks of HTTP: 10,000 writes a second are too many for what `response.write` does. */
  chunks: Buffer[];
  next: number;
}

const chunkOf = (text: string) =>
  Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`, 'utf8');

const streams = new Set<Stream>();
setInterval(() => {
  for (const stream of streams) {
    const { response, chunks } = stream;
    const chunk = chunks[stream.next];
    if (chunk) response.socket?.write(chunk);
    stream.next += 1;
    if (stream.next < chunks.length) continue;
    response.end(`${event({}, 'stop')}data: [DONE]\n\n`);
    streams.delete(stream);
  }
}, TOKEN_MS);

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { messages, tools, tool_choice } = Request.parse(JSON.parse(await bodyOf(request)));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event({ role: 'assistant', content: '' }));
  if (tool_choice !== undefined) {
    const call = { name: 'set_route', arguments: '{"route":"question"}' };
    response.write(event({ tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }] }));
    response.end(`${event({}, 'tool_calls')}data: [DONE]\n\n`);
    return;
  }
  const text = tools === undefined ? 'NONE' : answerTo(messages);
  const chunks = tokensOf(text).map((content) => chunkOf(event({ content })));
  const stream = { response, chunks, next: 0 };
  response.once('close', () => streams.delete(stream));
  streams.add(stream);
}

const server = createServer((request, response) => {
  reply(request, response).catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stub has no port');
  console.log(`stub at http://127.0.0.1:${address.port}/v1`);
});
