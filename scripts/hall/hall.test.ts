import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCallbacks } from '#server/callbacks/index.ts';
import { loadSecret, openStore, type Store } from '#server/store/index.ts';
import { noteUnanswered } from '#server/unanswered/index.ts';
import { runHall } from './run.ts';

const NOW = new Date();
const WORK = { lines: 1, minutesPerCall: 10, shifts: [{ from: 540, to: 1050 }] };

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-hall-cli-'));
  store = await openStore(join(dir, 'yunting.db'));
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

/** In this process. */
async function run(...args: string[]) {
  const { code, out, err } = await runHall(args, { LC_ALL: 'C', DATA_DIR: dir });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** As people start it. */
const start = (args: string[], env: Record<string, string>) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/hall/cli.ts', ...args],
      { env: { ...process.env, ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

const audit = () => store.db.selectFrom('audit').selectAll().orderBy('id').execute();

describe('answers', () => {
  it('are switched off and on by a named person for a reason', async () => {
    expect((await run('answers', 'status')).out).toContain('She answers');
    const off = ['answers', 'off', '--notice-zh', '维护中', '--by', 'Li', '--reason', 'wrong fee'];
    expect(await run(...off)).toMatchObject({ code: 0, out: expect.stringContaining('维护中') });
    const status = JSON.parse((await run('answers', 'status', '--json')).out);
    expect(status).toMatchObject({
      ok: true,
      answering: false,
      notice: { zh: '维护中', en: null },
      by: 'Li',
    });
    expect(await run('answers', 'on', '--by', 'Wang')).toMatchObject({ code: 0 });
    expect((await audit()).map(({ actor, action, reason }) => [actor, action, reason])).toEqual([
      ['Li', 'answers.off', 'wrong fee'],
      ['Wang', 'answers.on', null],
    ]);
  });

  it.each([
    [['answers', 'off', '--reason', 'x'], '--by'],
    [['answers', 'off', '--by', 'Li'], '--reason'],
    [['answers', 'on'], '--by'],
    [['answers', 'away'], 'off, on or status'],
  ])('%j is wrong use and changes nothing', async (args, named) => {
    expect(await run(...args)).toMatchObject({ code: 2, err: expect.stringContaining(named) });
    expect(await audit()).toEqual([]);
  });
});

describe('callbacks', () => {
  const file = async (phone: string) => {
    const callbacks = createCallbacks({
      store,
      secret: await loadSecret(dir),
      now: () => NOW,
      staffing: WORK,
      redact: (text) => text,
      isGuide: () => true,
    });
    const request = { threadId: 't', locale: 'zh', phone, topic: '社保', guide: null } as const;
    const outcome = await callbacks.file(phone, '10.0.0.1', request);
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.callback.number;
  };

  it('are listed with their phone numbers, called and closed; the audit names who saw which', async () => {
    const [first, second] = [await file('13800138000'), await file('13900139000')];
    const listed = await run('callbacks', 'list', '--by', 'Li');
    expect(listed.out.split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^${first} {2}13800138000.*社保$`)),
      expect.stringContaining('13900139000'),
    ]);
    expect(await run('callbacks', 'done', first.toLowerCase(), '--by', 'Li')).toMatchObject({ code: 0 });
    expect((await run('callbacks', 'no-answer', second, '--by', 'Li')).out).toContain('end of the queue');
    expect((await run('callbacks', 'list', '--by', 'Wang')).out).not.toContain('13800138000');
    expect(await run('callbacks', 'done', first)).toMatchObject({ code: 1 });
    const deeds = await audit();
    expect(deeds.map(({ action }) => action)).toEqual([
      'callbacks.list',
      'callbacks.done',
      'callbacks.queued',
      'callbacks.list',
    ]);
    expect(JSON.stringify(deeds)).not.toMatch(/13[89]00/);
  });

  it('need one number', async () => {
    expect(await run('callbacks', 'done')).toMatchObject({ code: 2 });
    expect(await run('callbacks', 'call', 'A-001')).toMatchObject({ code: 2 });
  });
});

describe('unanswered', () => {
  it('questions are counted by likeness, most asked first', async () => {
    const asked = { session: 's', threadId: 't', locale: 'zh', guide: null, reason: 'no_answer' } as const;
    await noteUnanswered(store.db, [
      { ...asked, runId: '1', askedAt: new Date('2026-11-01T00:00:00Z'), question: '烟草证怎么办？' },
      { ...asked, runId: '2', askedAt: new Date('2026-11-20T00:00:00Z'), question: '烟草证 怎么办' },
      { ...asked, runId: '3', askedAt: new Date('2026-11-21T00:00:00Z'), question: '养狗证' },
    ]);
    const { out } = await run('unanswered', '--json');
    expect(JSON.parse(out).questions).toMatchObject([
      { question: '烟草证 怎么办', count: 2, firstAsked: '2026-11-01T00:00:00.000Z' },
      { question: '养狗证', count: 1 },
    ]);
    expect((await run('unanswered', '--since', '2026-11-21')).out.split('\n')).toHaveLength(1);
    expect(await run('unanswered', '--since', 'soon')).toMatchObject({ code: 2 });
  });
});

it('started as people start it, it speaks their language and ends with its code', async () => {
  const [helped, nowhere] = await Promise.all([
    start(['--help'], { LC_ALL: 'zh_CN.UTF-8' }),
    start(['answers', 'status'], { LC_ALL: 'C', DATA_DIR: join(dir, 'nowhere') }),
  ]);
  expect(helped).toMatchObject({ code: 0, out: expect.stringContaining('用法') });
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('nowhere') });
});
