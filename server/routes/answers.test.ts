import { request as httpRequest } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '#protocol/index.ts';
import { type AGUIEvent, type Answers, MessageRefused } from '#server/answers/index.ts';
import { createLoadGate, createQuestionLimits } from '#server/limits/index.ts';
import { answerRoutes } from './answers.ts';
import { problemHandler } from './problem.ts';
import { SESSION_COOKIE, sessionCookie } from './session.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

interface Bounds {
  limits?: Parameters<typeof createQuestionLimits>[0];
  delay?: { ms(): number };
}

async function serve(own: Partial<Answers> = {}, { limits = null, delay = { ms: () => 0 } }: Bounds = {}) {
  const asked: { session: string; question: unknown }[] = [];
  const answers: Answers = {
    answer(body, { session }) {
      asked.push({ session, question: body.messages.at(-1)?.content });
      return (async function* () {
        yield { type: 'RUN_STARTED', threadId: body.threadId, runId: body.runId } as AGUIEvent;
      })();
    },
    heard: async () => true,
    silence: async () => {},
    close: async () => {},
    ...own,
  };
  const app = Fastify({ bodyLimit: 256 * 1024, trustProxy: true, forceCloseConnections: true });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  problemHandler(app);
  await app.register(sessionCookie);
  await app.register(answerRoutes, {
    answers,
    limits: createQuestionLimits(limits),
    load: createLoadGate({ atOnce: 2, maxDelayMs: 100 }, delay),
  });
  app.get('/public', async () => 'for everyone');
  apps.push(app);
  return { app, asked };
}

const body = (extra: object = {}) => ({
  threadId: 't1',
  runId: 'r1',
  messages: [{ id: 'm1', role: 'user', content: '换身份证要多少钱' }],
  tools: [],
  context: [],
  ...extra,
});

const post = (app: FastifyInstance, payload: object | string, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/answers',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('POST /api/answers', () => {
  it('streams AG-UI events as Server-Sent Events that no proxy may hold back', async () => {
    const { app } = await serve();
    const reply = await post(app, body());
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toContain('text/event-stream');
    expect(reply.headers['x-accel-buffering']).toBe('no');
    expect(reply.headers['cache-control']).toContain('no-store');
    expect(reply.body).toBe('data: {"type":"RUN_STARTED","threadId":"t1","runId":"r1"}\n\n');
  });

  it.each([
    ['an unknown field', body({ temperature: 2 })],
    ['an unknown forwarded field', body({ forwardedProps: { role: 'admin' } })],
    ['an unknown language', body({ forwardedProps: { locale: 'xx', channel: 'web', speech: false } })],
    ['no messages', { threadId: 't1', runId: 'r1' }],
    ['a message of no known role', body({ messages: [{ id: 'm', role: 'root', content: 'x' }] })],
    ['malformed JSON', '{"threadId": "t1", '],
  ])('refuses %s in the citizen’s language', async (_, payload) => {
    const { app, asked } = await serve();
    const zh = await post(app, payload);
    expect(zh.statusCode).toBe(400);
    expect(Problem.parse(zh.json())).toMatchObject({
      code: 'bad_request',
      message: expect.stringMatching(/\p{Script=Han}/u),
    });
    const en = await post(app, payload, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.1' });
    expect(Problem.parse(en.json()).message).toMatch(/^[\x20-\x7e]+$/);
    expect(asked).toEqual([]);
  });

  it('tells at once that it listens when the first event takes a while', async () => {
    let begin = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { app } = await serve({
      answer: () =>
        (async function* () {
          await begun;
          yield { type: 'STEP_STARTED', stepName: 'receive' } as AGUIEvent;
        })(),
    });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const reply = await fetch(`${origin}/api/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body()),
    });
    begin();
    expect(await reply.text()).toMatch(/^: open\n\ndata: \{/);
  });

  it('names the field that is wrong, for developers', async () => {
    const { app } = await serve();
    const { details } = Problem.parse((await post(app, body({ threadId: 7 }))).json());
    expect(details).toMatchObject([{ path: 'threadId', message: expect.stringContaining('string') }]);
  });

  it('repeats no personal data of a request that it refuses', async () => {
    const { app } = await serve();
    const reply = await post(app, body({ '11010519491231002X': 1, note: '13800138000' }));
    expect(reply.statusCode).toBe(400);
    expect(reply.body).not.toMatch(/11010519491231002X|13800138000/);
  });

  it.each([
    ['message_empty', 400, '没有看到'],
    ['message_too_long', 413, '500'],
  ] as const)('tells why a message is not taken: %s', async (code, status, words) => {
    const { app } = await serve({
      answer() {
        throw new MessageRefused(code);
      },
    });
    const reply = await post(app, body());
    expect(reply.statusCode).toBe(status);
    expect(Problem.parse(reply.json())).toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('refuses a body beyond the limit, and one that is no JSON', async () => {
    const { app } = await serve();
    const large = await post(app, body({ state: 'x'.repeat(300 * 1024) }));
    expect([large.statusCode, Problem.parse(large.json()).code]).toEqual([413, 'too_large']);
    const form = await post(app, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([form.statusCode, Problem.parse(form.json()).code]).toEqual([415, 'unsupported_media']);
  });

  it('says that something went wrong, and nothing of what', async () => {
    const { app } = await serve({
      answer() {
        throw new Error('cannot read 13800138000');
      },
    });
    const reply = await post(app, body());
    expect(reply.statusCode).toBe(500);
    expect(Problem.parse(reply.json()).code).toBe('internal');
    expect(reply.body).not.toContain('13800138000');
  });

  it('ends the run when the citizen closes the connection', async () => {
    let signal: AbortSignal | undefined;
    let started = () => {};
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    const { app } = await serve({
      answer(_body, _context, given) {
        signal = given;
        return (async function* () {
          yield { type: 'STEP_STARTED', stepName: 'receive' } as AGUIEvent;
          started();
          await new Promise<void>((resolve) => given.addEventListener('abort', () => resolve()));
        })();
      },
    });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    const client = httpRequest(`${address}/api/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    client.on('error', () => {});
    client.end(JSON.stringify(body()));
    await running;
    expect(signal?.aborted).toBe(false);
    const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    client.destroy();
    await aborted;
  });
});

describe('POST /api/answers/heard', () => {
  const heard = { threadId: 't1', runId: 'r1', utterance: 'u1', chars: 3 };
  const tell = (app: FastifyInstance, payload: object) =>
    app.inject({ method: 'POST', url: '/api/answers/heard', payload });

  it('takes note without a word', async () => {
    const { app } = await serve();
    const reply = await tell(app, heard);
    expect([reply.statusCode, reply.body]).toEqual([204, '']);
  });

  it('says so when there is no such answer in this session', async () => {
    const { app } = await serve({ heard: async () => false });
    const reply = await tell(app, heard);
    expect([reply.statusCode, Problem.parse(reply.json()).code]).toEqual([404, 'not_found']);
  });

  it.each([{ ...heard, chars: -1 }, { ...heard, chars: 1.5 }, { ...heard, more: true }, {}])(
    'refuses %j',
    async (payload) => {
      const { app } = await serve();
      expect((await tell(app, payload)).statusCode).toBe(400);
    },
  );
});

describe('a session', () => {
  const cookieOf = (reply: { cookies: { name: string; value: string }[] }) =>
    reply.cookies.find(({ name }) => name === SESSION_COOKIE);

  it('is a cookie of 128 random bits that scripts cannot read', async () => {
    const { app } = await serve();
    const [first, second] = [cookieOf(await post(app, body())), cookieOf(await post(app, body()))];
    expect(first).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(first).not.toHaveProperty('secure', true);
    expect(Buffer.from(first?.value ?? '', 'base64url')).toHaveLength(16);
    expect(first?.value).not.toBe(second?.value);
  });

  it('is sent over https only where the hall is served so', async () => {
    const { app } = await serve();
    expect(cookieOf(await post(app, body(), { 'x-forwarded-proto': 'https' }))).toMatchObject({
      secure: true,
    });
  });

  it('stays the same for the same browser, and its cookie’s value never enters the server', async () => {
    const { app, asked } = await serve();
    const value = cookieOf(await post(app, body()))?.value ?? '';
    const again = await post(app, body(), { cookie: `${SESSION_COOKIE}=${value}` });
    expect(cookieOf(again)).toBeUndefined();
    expect(asked[1]?.session).toBe(asked[0]?.session);
    expect(asked[0]?.session).not.toContain(value);
  });

  it.each(['short', 'x'.repeat(22).replace('x', '%20'), `${'a'.repeat(23)}`, '../../../../etc/passwd'])(
    'that was not issued here is replaced: %s',
    async (value) => {
      const { app } = await serve();
      expect(cookieOf(await post(app, body(), { cookie: `${SESSION_COOKIE}=${value}` }))?.value).toMatch(
        /^[\w-]{22}$/,
      );
    },
  );

  it('is not started by what anyone may cache', async () => {
    const { app } = await serve();
    expect((await app.inject('/public')).headers['set-cookie']).toBeUndefined();
  });
});

describe('an unknown address', () => {
  it('is answered in the language of the browser', async () => {
    const { app } = await serve();
    const reply = await app.inject({
      url: '/api/nothing',
      headers: { 'accept-language': 'fr, en;q=0.8, zh;q=0.5' },
    });
    expect([reply.statusCode, Problem.parse(reply.json())]).toEqual([
      404,
      { code: 'not_found', message: 'There is nothing at this address.' },
    ]);
  });
});

describe('too many questions', () => {
  const limits = { session: { perMinute: 2, perDay: 9 }, address: { perMinute: 3, perDay: 9 } };

  it('of a session are refused with the time to wait, in the citizen’s language', async () => {
    const { app, asked } = await serve({}, { limits });
    const first = await post(app, body());
    const cookie = `${SESSION_COOKIE}=${first.cookies[0]?.value}`;
    await post(app, body(), { cookie });
    const refused = await post(
      app,
      body({ forwardedProps: { locale: 'en', channel: 'web', speech: false } }),
      {
        cookie,
      },
    );
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(Problem.parse(refused.json())).toMatchObject({
      code: 'too_many_questions',
      message: expect.stringContaining('12345'),
    });
    expect(asked).toHaveLength(2);
  });

  it('of an address are refused though each comes without a cookie', async () => {
    const { app, asked } = await serve({}, { limits });
    const statuses = [];
    for (let i = 0; i < 5; i += 1) {
      const { statusCode } = await post(app, body(), { 'x-forwarded-for': '203.0.113.7' });
      statuses.push(statusCode);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect(asked).toHaveLength(3);
    expect((await post(app, body(), { 'x-forwarded-for': '203.0.113.8' })).statusCode).toBe(200);
  });
});

describe('too much load', () => {
  /** Answers that last until `end` is called. */
  function lasting() {
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const answer: Answers['answer'] = (_body, _context, signal) =>
      (async function* () {
        yield { type: 'STEP_STARTED', stepName: 'receive' } as AGUIEvent;
        const left = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        await Promise.race([over, left]);
      })();
    return { answer, end: () => end() };
  }

  it('is shed with 503 before anything is done, and what is under way goes on', async () => {
    const { answer, end } = lasting();
    const { app } = await serve({ answer });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const ask = () =>
      fetch(`${origin}/api/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': 'en' },
        body: JSON.stringify(body()),
      });
    const two = await Promise.all([ask(), ask()]);
    const third = await ask();
    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toBe('3');
    expect(third.headers.get('set-cookie')).toBeNull();
    expect(Problem.parse(await third.json())).toMatchObject({
      code: 'busy',
      message: expect.stringContaining('try again'),
    });
    expect((await fetch(`${origin}/public`)).status).toBe(200);
    end();
    for (const reply of two) expect(await reply.text()).toContain('STEP_STARTED');
    const again = await ask();
    expect(again.status).toBe(200);
    await again.text();
  });

  it('makes room for others when a citizen leaves', async () => {
    const { answer } = lasting();
    const { app } = await serve({ answer });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const ask = (signal: AbortSignal) =>
      fetch(`${origin}/api/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body()),
        signal,
      });
    const leaving = new AbortController();
    await Promise.all([ask(leaving.signal), ask(leaving.signal)]);
    leaving.abort();
    const staying = new AbortController();
    await expect
      .poll(async () => (await ask(staying.signal)).status, { timeout: 3000, interval: 20 })
      .toBe(200);
    staying.abort();
  });

  it('shows in the event loop’s delay, too', async () => {
    const { answer } = lasting();
    let ms = 0;
    const { app } = await serve({ answer }, { delay: { ms: () => ms } });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const leaving = new AbortController();
    const ask = () =>
      fetch(`${origin}/api/answers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body()),
        signal: leaving.signal,
      });
    expect((await ask()).status).toBe(200);
    ms = 101;
    expect((await ask()).status).toBe(503);
    leaving.abort();
  });
});
