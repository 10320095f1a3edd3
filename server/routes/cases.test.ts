import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseCard, Grant, Problem } from '#protocol/index.ts';
import { createCases, type DemoCase, seedDemoCases } from '#server/cases/index.ts';
import { loadSecret, openStore, type Store } from '#server/store/index.ts';
import { caseRoutes } from './cases.ts';
import { SESSION_COOKIE, sessionCookie } from './session.ts';

let dir: string;
let store: Store;
let app: FastifyInstance;
let clock: Date;
let inReview: DemoCase;
let logged: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-case-routes-'));
  store = await openStore(join(dir, 'yunting.db'));
  clock = new Date('2026-11-19T10:00:00+08:00');
  const deps = { store, secret: await loadSecret(dir), now: () => clock };
  const [first] = await seedDemoCases({ ...deps, random: randomBytes, dataDir: dir });
  if (first === undefined) throw new Error('no demonstration case');
  inReview = first;

  logged = [];
  const stream = { write: (line: string) => logged.push(line) };
  const req = (request: { method: string }) => ({ method: request.method });
  app = Fastify({
    logger: { level: 'trace', stream, serializers: { req } },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(sessionCookie);
  await app.register(caseRoutes, { cases: createCases(deps) });
});

afterEach(async () => {
  await app.close();
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

interface Browser {
  cookies: Record<string, string>;
}

const browser = (): Browser => ({ cookies: {} });

async function send({ cookies }: Browser, options: InjectOptions) {
  const reply = await app.inject({ ...options, cookies });
  for (const { name, value } of reply.cookies) cookies[name] = value;
  return reply;
}

const prove = (who: Browser, change: Record<string, unknown> = {}) => {
  const { receipt, idLast4 } = inReview;
  const payload = { receipt, idLast4, locale: 'zh', ...change };
  return send(who, { method: 'POST', url: '/api/cases/grants', payload });
};

const read = (who: Browser, receipt = inReview.receipt, query = '') =>
  send(who, { method: 'GET', url: `/api/cases/${encodeURIComponent(receipt)}${query}` });

const wrongDigits = () => (inReview.idLast4 === '0000' ? '0001' : '0000');

describe('POST /api/cases/grants', () => {
  it('grants the case to the browser that proved it, and to no other', async () => {
    const citizen = browser();
    const reply = await prove(citizen);
    expect(reply.statusCode).toBe(200);
    expect(Grant.strict().parse(reply.json())).toEqual({
      receiptTail: inReview.receipt.slice(-6),
      expiresAt: '2026-11-19T10:30:00+08:00',
    });
    expect(citizen.cookies[SESSION_COOKIE]).toBeDefined();
    expect((await read(citizen)).statusCode).toBe(200);
    expect((await read(browser())).statusCode).toBe(404);
  });

  it('answers every failure alike, in the citizen’s language', async () => {
    const replies = [
      await prove(browser(), { idLast4: wrongDigits() }),
      await prove(browser(), { receipt: 'HC-2026-0000-0000-0' }),
      await prove(browser(), { receipt: `${inReview.receipt}0` }),
    ];
    expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`)).size).toBe(1);
    expect(replies[0]?.statusCode).toBe(403);
    expect(Problem.parse(replies[0]?.json())).toMatchObject({
      code: 'case_not_verified',
      message: expect.stringContaining('受理号'),
    });
    const english = await prove(browser(), { idLast4: wrongDigits(), locale: 'en' });
    expect(english.json().message).toMatch(/receipt/);
  });

  it('answers the sixth try with 429 and when to come back', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await prove(browser(), { idLast4: wrongDigits() })).statusCode).toBe(403);
      clock = new Date(clock.getTime() + 60_000);
    }
    const reply = await prove(browser(), { locale: 'en' });
    expect(reply.statusCode).toBe(429);
    expect(reply.headers['retry-after']).toBe('600');
    expect(Problem.parse(reply.json())).toMatchObject({
      code: 'too_many_attempts',
      message: expect.stringContaining('10 minutes'),
    });
  });

  it.each([
    ['an unknown field', { name: '张三' }],
    ['letters for digits', { idLast4: 'abcd' }],
    ['too few digits', { idLast4: '123' }],
    ['no receipt', { receipt: ' ' }],
    ['an overlong receipt', { receipt: 'H'.repeat(41) }],
    ['an unknown language', { locale: 'fr' }],
  ])('refuses %s', async (_, change) => {
    expect((await prove(browser(), change)).statusCode).toBe(400);
  });
});

describe('GET /api/cases/:receipt', () => {
  it('shows a granted case in the language asked for, whatever way the receipt is written', async () => {
    const citizen = browser();
    await prove(citizen);
    const written = inReview.receipt.toLowerCase().replaceAll('-', ' ');
    const card = CaseCard.parse((await read(citizen, written, '?lang=en')).json());
    expect(card).toMatchObject({ service: 'Residence permit', state: 'in_review', stateLabel: 'In review' });
    expect((await read(citizen)).json()).toMatchObject({ service: '居住证申领', stateLabel: '审核中' });
  });

  it('answers the same for a case of somebody else, one that does not exist and nonsense', async () => {
    const citizen = browser();
    const replies = [
      await read(citizen),
      await read(citizen, 'HC-2026-0000-0000-0'),
      await read(citizen, '没有'),
    ];
    expect(new Set(replies.map((reply) => `${reply.statusCode} ${reply.body}`)).size).toBe(1);
    expect(replies[0]?.statusCode).toBe(404);
    expect(Problem.parse(replies[0]?.json()).code).toBe('not_found');
  });

  it('ends with the grant', async () => {
    const citizen = browser();
    await prove(citizen);
    clock = new Date(clock.getTime() + 30 * 60_000);
    expect((await read(citizen)).statusCode).toBe(404);
  });

  it('is never kept by a browser or proxy', async () => {
    const citizen = browser();
    expect((await prove(citizen)).headers['cache-control']).toBe('no-store');
    expect((await read(citizen)).headers['cache-control']).toBe('no-store');
  });
});

describe('DELETE /api/cases/grants', () => {
  it('closes the cases of this browser only', async () => {
    const [one, two] = [browser(), browser()];
    await prove(one);
    await prove(two);
    const reply = await send(one, { method: 'DELETE', url: '/api/cases/grants' });
    expect(reply.statusCode).toBe(204);
    expect(reply.body).toBe('');
    expect((await read(one)).statusCode).toBe(404);
    expect((await read(two)).statusCode).toBe(200);
  });
});

describe('the log', () => {
  it('names no receipt and no digits of an ID number', async () => {
    const citizen = browser();
    await prove(citizen, { idLast4: wrongDigits() });
    await prove(citizen);
    await read(citizen);
    const log = logged.join('');
    expect(log).not.toBe('');
    expect(log).not.toContain(inReview.receipt.slice(8, 17));
    expect(log).not.toContain(`"${inReview.idLast4}"`);
  });
});
