import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, it } from 'vitest';
import { GuideReply, Problem, SearchReply } from '#protocol/index.ts';
import { createKnowledge } from '#server/knowledge/index.ts';
import { createLoadGate } from '#server/limits/index.ts';
import { guideRoutes } from './guides.ts';
import { problemHandler } from './problem.ts';
import { searchRoutes } from './search.ts';

const gateOf = (atOnce: number) => createLoadGate({ atOnce, maxDelayMs: 1000 }, { ms: () => 0 });

/** The two routes over the guides that come with the project. */
async function startApp() {
  const knowledge = await createKnowledge({
    guidesDir: 'knowledge/guides',
    dataDir: await mkdtemp(join(tmpdir(), 'routes-')),
    embeddings: null,
    log: { info: () => {}, warn: () => {} },
  });
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(searchRoutes, { knowledge, load: gateOf(100) });
  await app.register(guideRoutes, { knowledge });
  return app;
}

const app = await startApp();
const get = (path: string, query: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: path, query });

it('searches in the language asked for, Mandarin by default', async () => {
  const zh = SearchReply.parse((await get('/api/search', { q: '身份证丢了怎么补', limit: '2' })).json());
  expect(zh.results).toHaveLength(2);
  expect(zh.results[0]?.guide).toBe('id-card-renewal');
  const en = SearchReply.parse((await get('/api/search', { q: 'I lost my ID card', lang: 'en' })).json());
  expect(en.results[0]?.title).toMatch(/[A-Za-z]/);
});

it('gives no personal data to whatever searches, which may ask a remote embedder', async () => {
  const asked: string[] = [];
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(searchRoutes, {
    knowledge: {
      search: async ({ text }) => {
        asked.push(text);
        return { hits: [], guides: [], fits: false };
      },
    },
    load: gateOf(100),
  });
  const q = '我叫张伟，身份证11010519491231002X，电话１３８-0013-8000，怎么补社保卡';
  expect((await app.inject({ method: 'GET', url: '/api/search', query: { q } })).statusCode).toBe(200);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('怎么补社保卡');
  expect(asked[0]).not.toMatch(/张伟|1101051949|8000/);
});

it('refuses at once while there is too much to do, and goes on when there is room', async () => {
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  problemHandler(app);
  let answer = () => {};
  const waiting = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const search = async () => {
    await waiting;
    return { hits: [], guides: [], fits: false };
  };
  await app.register(searchRoutes, { knowledge: { search }, load: gateOf(1) });
  const ask = () => app.inject({ method: 'GET', url: '/api/search', query: { q: '身份证' } });
  const first = ask();
  await new Promise((resolve) => setImmediate(resolve));
  const second = await ask();
  expect(second.statusCode).toBe(503);
  expect(second.headers['retry-after']).toBeDefined();
  expect(Problem.parse(second.json()).code).toBe('busy');
  answer();
  expect((await first).statusCode).toBe(200);
  expect((await ask()).statusCode).toBe(200);
});

it('answers an empty list when nothing fits', async () => {
  expect((await get('/api/search', { q: '今天天气怎么样' })).json()).toMatchObject({ results: [] });
});

it.each([
  {},
  { q: '' },
  { q: 'a'.repeat(501) },
  { q: 'a', limit: '0' },
  { q: 'a', lang: 'fr' },
  { q: 'a', colour: 'red' },
])('refuses the query %o', async (query) => {
  expect((await get('/api/search', query)).statusCode).toBe(400);
});

it('gives a guide with its sections, without the phrases that only serve retrieval', async () => {
  const reply = await get('/api/guides/id-card-renewal', { lang: 'en' });
  const guide = GuideReply.parse(reply.json());
  expect(guide).toMatchObject({ id: 'id-card-renewal', lang: 'en' });
  expect(guide.sections.map(({ anchor }) => anchor)).toContain('fees');
  expect(reply.json()).not.toHaveProperty('questions');
  expect(reply.json()).not.toHaveProperty('aliases');
});

it('tells in the citizen’s language that there is no such guide', async () => {
  const zh = await get('/api/guides/moon-landing');
  expect(zh.statusCode).toBe(404);
  expect(Problem.parse(zh.json()).message).toContain('没有找到');
  const en = await get('/api/guides/moon-landing', { lang: 'en' });
  expect(Problem.parse(en.json())).toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('no such'),
  });
});
