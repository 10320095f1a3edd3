import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { visitor } from './hall.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A hall that says these events and keeps the cookies it was sent. */
async function hall(events: readonly object[], status = 200) {
  const cookies: (string | undefined)[] = [];
  const server = createServer((request, reply) => {
    cookies.push(request.headers.cookie);
    reply.writeHead(status, {
      'content-type': 'text/event-stream',
      'set-cookie': 'yunting_session=abc; Path=/; HttpOnly',
    });
    reply.end(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, cookies };
}

const question = { thread: 't', run: 'r', lang: 'zh', text: '你好', speech: false } as const;
const utterance = {
  id: 'u',
  text: '工本费**120元**。',
  speech: '工本费120元。',
  locale: 'zh',
  cites: [1],
  gesture: null,
  emotion: 'neutral',
};
const latencyMs = { understand: 1, retrieve: 2, firstSentence: 3, firstAudio: null, total: 4 };

it('an answer is read with its sentences, status and times', async () => {
  const { baseUrl } = await hall([
    { type: 'RUN_STARTED' },
    { type: 'CUSTOM', name: 'utterance', value: utterance },
    { type: 'TEXT_MESSAGE_CONTENT', delta: 'x' },
    { type: 'RUN_FINISHED', result: { status: 'answered', sources: [], latencyMs } },
  ]);
  const heard = await visitor(baseUrl).ask(question);
  expect(heard).toMatchObject({
    status: 'answered',
    sentences: [{ text: '工本费120元。', lang: 'zh', cites: [1] }],
    latencyMs,
  });
  expect(heard.firstSentenceMs).toBeGreaterThan(0);
});

it('a visitor keeps the session of the first answer', async () => {
  const { baseUrl, cookies } = await hall([{ type: 'RUN_ERROR', code: 'internal', message: 'm' }]);
  const one = visitor(baseUrl);
  expect((await one.ask(question)).status).toBe('error');
  await one.ask(question);
  expect(cookies).toEqual([undefined, 'yunting_session=abc']);
});

it('a stream that breaks off is unfinished', async () => {
  const { baseUrl } = await hall([{ type: 'RUN_STARTED' }]);
  expect((await visitor(baseUrl).ask(question)).status).toBe('unfinished');
});

it('a refusal of the server stops the benchmark, with its status', async () => {
  const { baseUrl } = await hall([], 503);
  await expect(visitor(baseUrl).ask(question)).rejects.toThrow(/503/);
});
