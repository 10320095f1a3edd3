import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsFor } from '#client/ui/texts/index.ts';
import { Problem } from '#protocol/index.ts';
import { type App, buildApp } from './app.ts';
import { loadConfig } from './config.ts';

let folder: string;
let app: App;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunting-app-'));
  await cp('knowledge/guides', join(folder, 'guides'), { recursive: true });
  const broken = join(folder, 'guides', 'residence-permit.en.md');
  const text = await readFile(broken, 'utf8');
  await writeFile(broken, text.replace(/^status: .*$/m, 'status: published'));
  const env = {
    DATA_DIR: join(folder, 'data'),
    GUIDES_DIR: join(folder, 'guides'),
    LOG_LEVEL: 'silent',
    PORT: '0',
  };
  app = await buildApp(loadConfig(env));
});

afterAll(async () => {
  await app.server.close();
  await rm(folder, { recursive: true, force: true });
});

function ask(body: unknown, headers: Record<string, string> = {}) {
  return app.server.inject({
    method: 'POST',
    url: '/api/answers',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const run = (content: string) => ({
  threadId: 't1',
  runId: `r-${content.length}`,
  state: {},
  messages: [{ id: 'm1', role: 'user', content }],
  tools: [],
  context: [],
  forwardedProps: { locale: 'en', channel: 'web', speech: false },
});

describe('the app', () => {
  it('says that it lives and that it is ready', async () => {
    expect((await app.server.inject('/api/health')).json()).toEqual({ status: 'ok' });
    expect((await app.server.inject('/api/ready')).json()).toEqual({ status: 'ok' });
  });

  it('names file, line and field of a broken guide and serves the rest', async () => {
    expect(app.guideProblems).toContainEqual(
      expect.objectContaining({ file: expect.stringContaining('residence-permit.en.md'), field: 'status' }),
    );
    expect(app.guideProblems.find((problem) => problem.field === 'status')?.line).toBeGreaterThan(1);
    expect((await app.server.inject('/api/guides/residence-permit?lang=en')).statusCode).toBe(404);
    expect((await app.server.inject('/api/guides/residence-permit?lang=zh')).statusCode).toBe(200);
  });

  it('prints demonstration cases once, and each of them can be proved and read', async () => {
    expect(app.demoCases.length).toBeGreaterThanOrEqual(3);
    const demo = app.demoCases[0];
    if (!demo) throw new Error('no demonstration case');
    const granted = await app.server.inject({
      method: 'POST',
      url: '/api/cases/grants',
      payload: { receipt: demo.receipt, idLast4: demo.idLast4 },
    });
    expect(granted.statusCode).toBe(200);
    const cookie = String(granted.headers['set-cookie']).split(';')[0] ?? '';
    const mine = await app.server.inject({ url: `/api/cases/${demo.receipt}`, headers: { cookie } });
    expect(mine.json()).toMatchObject({
      type: 'case',
      receiptTail: demo.receipt.slice(-6),
    });
    const other = await app.server.inject({ url: `/api/cases/${demo.receipt}` });
    expect(other.statusCode).toBe(404);
    expect(other.body).not.toContain(demo.receipt);
  });

  it('refuses a wrong receipt with a word that tells nothing', async () => {
    const reply = await app.server.inject({
      method: 'POST',
      url: '/api/cases/grants',
      payload: { receipt: 'HC-2026-0000-0000-0', idLast4: '0000', locale: 'en' },
    });
    expect(reply.statusCode).toBe(403);
    expect(reply.json()).toMatchObject({ code: 'case_not_verified' });
  });

  it.each([
    ['malformed JSON', '{"threadId":', 400],
    ['an unknown field', { ...run('hello'), admin: true }, 400],
    [
      'an unknown forwarded property',
      { ...run('hello'), forwardedProps: { locale: 'en', role: 'staff' } },
      400,
    ],
    ['an empty message', run('   '), 400],
    ['a message of invisible characters', run('\u200b\u2060\u{e0041}\u202e'), 400],
    ['10,000 characters', run('a'.repeat(10_000)), 413],
    ['no message at all', { ...run('x'), messages: [] }, 400],
  ])('refuses %s with a problem that people can read', async (_name, body, status) => {
    const reply = await ask(body, { 'accept-language': 'en' });
    expect(reply.statusCode).toBe(status);
    expect(reply.json()).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\w{3}/) });
  });

  it('answers unknown paths and unknown audio with a problem, not a page', async () => {
    for (const url of ['/api/nothing', `/api/speech/${'0'.repeat(64)}`]) {
      const reply = await app.server.inject(url);
      expect(reply.statusCode).toBe(404);
      expect(reply.json()).toMatchObject({ code: 'not_found' });
    }
  });

  it('refuses what no route ever sees with a problem, and repeats nothing of it', async () => {
    const address = new URL(await app.server.listen({ port: 0 }));
    const raw = (request: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(address.port), address.hostname, () => socket.write(request));
        let reply = '';
        socket.setEncoding('utf8').on('data', (text: string) => {
          reply += text;
        });
        socket.on('close', () => resolve(reply)).on('error', reject);
      });
    const receipt = 'HC-2026-7K3M-9QXT-4';
    const replies = [
      await raw(`GET /api/cases/${receipt}% HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`),
      await raw(`GET / HTTP/1.1\r\nhost: a\r\nx-note: ${receipt.repeat(2000)}\r\n\r\n`),
      await raw(`BREW /${receipt} HTTP/1.1\r\n\r\n`),
    ];
    const statuses = replies.map((reply) => Number(reply.split(' ')[1]));
    expect(statuses).toEqual([400, 431, 400]);
    for (const reply of replies) {
      expect(Problem.parse(JSON.parse(reply.split('\r\n\r\n')[1] ?? '')).message).not.toBe('');
      expect(reply).not.toContain('7K3M');
    }
  });

  it.each([
    ['the last address that its proxy notes', 'true'],
    ['nothing that a sender claims without one', 'false'],
  ])('counts tries by %s', async (_name, TRUST_PROXY) => {
    const env = { DATA_DIR: join(folder, `proxy-${TRUST_PROXY}`), GUIDES_DIR: folder, LOG_LEVEL: 'silent' };
    const other = await buildApp(loadConfig({ ...env, TRUST_PROXY, DEMO_CASES: 'false' }));
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const reply = await other.server.inject({
        method: 'POST',
        url: '/api/cases/grants',
        headers: { 'x-forwarded-for': `198.51.100.${i}, 203.0.113.7` },
        payload: { receipt: `HC-2026-7K3M-9QXT-${i}`, idLast4: '1234' },
      });
      statuses.push(reply.statusCode);
    }
    await other.server.close();
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });

  it('lets go of a connection whose other end never reads, but not while an answer waits for its heartbeat', () => {
    const { timeout } = app.server.server;
    expect(timeout).toBeGreaterThan(60_000);
    expect(timeout).toBeLessThanOrEqual(180_000);
  });

  it('says which folder cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(buildApp(loadConfig({ DATA_DIR: file }))).rejects.toThrow(/DATA_DIR .*file cannot be used/);
  });

  it('streams an answer whose every cited number has a source', async () => {
    const reply = await ask(run('How much does it cost to renew my ID card?'));
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toContain('text/event-stream');
    const events = reply.body
      .split('\n\n')
      .filter((block) => block.startsWith('data: '))
      .map(
        (block): { type: string; name?: string; value?: { cites?: number[] }; result?: { status: string } } =>
          JSON.parse(block.slice(6)),
      );
    expect(events[0]?.type).toBe('RUN_STARTED');
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'RUN_FINISHED', result: { status: 'answered' } });
    const sources = events.filter((event) => event.name === 'sources').flatMap((event) => event.value ?? []);
    expect(sources.length).toBeGreaterThan(0);
    expect(events.some((event) => event.name === 'utterance' && (event.value?.cites?.length ?? 0) > 0)).toBe(
      true,
    );
  });

  it.each(['zh', 'en'] as const)('knows what the page suggests to ask in %s', async (locale) => {
    const { items, myCases, person } = textsFor(locale).suggestions;
    // The English guide to the residence permit is the broken one here.
    const { residence, ...others } = items;
    const services = [...Object.values(others), ...(locale === 'zh' ? [residence] : [])];
    const expected = [
      ...services.map(({ ask: question }) => [question, 'answered']),
      [myCases, 'needs_verification'],
      [person, 'handoff'],
    ];
    const seen: string[][] = [];
    for (const [i, [question = '']] of expected.entries()) {
      const body = run(question);
      const reply = await ask({
        ...body,
        threadId: `suggested-${locale}-${i}`,
        runId: `suggested-${locale}-${i}`,
        forwardedProps: { ...body.forwardedProps, locale },
      });
      seen.push([question, /"status":"(\w+)"/.exec(reply.body)?.[1] ?? '']);
    }
    expect(seen).toEqual(expected);
  });

  it('shows a guide as a page that needs no JavaScript, each section under the anchor that citations name', async () => {
    const reply = await app.server.inject('/guides/id-card-renewal?lang=en');
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).toContain('<html lang="en">');
    expect(reply.body).toMatch(/<section id="fees">[\s\S]*20 yuan/);
    expect(reply.body).toContain('<a href="/guides/id-card-renewal?lang=zh" hreflang="zh-CN"');
    expect(reply.body.match(/<script[^>]*>/g)).toEqual(['<script type="application/ld+json">']);
    expect((await app.server.inject('/guides/residence-permit?lang=en')).statusCode).toBe(404);
  });

  it('sends a policy that lets nothing in from elsewhere', async () => {
    const policy = String((await app.server.inject('/api/health')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
  });

  it('describes its interface and its figures', async () => {
    const api: { paths: Record<string, unknown> } = (await app.server.inject('/docs/json')).json();
    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(['/api/answers', '/api/search', '/api/cases/grants']),
    );
    expect((await app.server.inject('/metrics')).body).toContain('http_request_duration_seconds');
  });
});
