import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore, type Store } from '#server/store/index.ts';
import { forgetByAge, startRetention } from './retention.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();
const DAYS = { conversations: 10, feedback: 20, unanswered: 30 };

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-retention-'));
  store = await openStore(join(dir, 'yunting.db'));
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const exchange = (run: string, age: number, question = 'q') => ({
  run_id: run,
  thread_id: 't',
  session: 's',
  asked_at: daysAgo(age),
  locale: 'zh' as const,
  question,
  answer: '[]',
  heard_answer: null,
  status: 'answered' as const,
  guide: null,
  aspect: null,
  sources: '[]',
  latency: '{}',
  dialogue: '{}',
});
const opened = (run: string, age: number) => ({
  session: 's',
  thread_id: 't',
  run_id: run,
  asked_at: daysAgo(age),
  locale: 'zh' as const,
  question: 'q',
  likeness: 'q',
  reason: 'no_answer' as const,
  guide: null,
});
const rated = (run: string, age: number) => ({
  session: 's',
  thread_id: 't',
  run_id: run,
  at: daysAgo(age),
  rating: 'up' as const,
  reason: null,
  comment: '',
  locale: 'zh' as const,
  status: 'answered' as const,
  guide: null,
});
const snapshot = (digest: string, age: number) => ({
  digest,
  guide: 'g',
  version: 'v',
  section: 's',
  lang: 'zh' as const,
  title: 't',
  text: 'x',
  used_on: daysAgo(age).slice(0, 10),
});

const forget = () => forgetByAge({ store, days: DAYS, now: () => NOW });

it('forgets each kind by its own age, and takes the session from what outlives its conversation', async () => {
  const { db } = store;
  await db
    .insertInto('exchange')
    .values([exchange('new', 9), exchange('old', 11)])
    .execute();
  await db
    .insertInto('section_snapshot')
    .values([snapshot('new', 10), snapshot('old', 11)])
    .execute();
  await db
    .insertInto('feedback')
    .values([rated('new', 9), rated('old', 11), rated('gone', 21)])
    .execute();
  await db
    .insertInto('unanswered')
    .values([opened('new', 9), opened('old', 11), opened('gone', 31)])
    .execute();
  await forget();
  expect(await db.selectFrom('exchange').select('run_id').execute()).toEqual([{ run_id: 'new' }]);
  expect(await db.selectFrom('section_snapshot').select('digest').execute()).toEqual([{ digest: 'new' }]);
  for (const table of ['feedback', 'unanswered'] as const) {
    expect(await db.selectFrom(table).select(['run_id', 'session']).orderBy('id').execute(), table).toEqual([
      { run_id: 'new', session: 's' },
      { run_id: 'old', session: null },
    ]);
  }
});

it('forgets requests to be called with the conversations, and whose they were a day after they are closed', async () => {
  const request = (number: string, age: number, state: 'open' | 'done') => ({
    day: daysAgo(age).slice(0, 10),
    number,
    state,
    session: number,
    address: 'a',
    phone_digest: number,
    phone: state === 'open' ? 'sealed' : null,
    topic: '',
    guide: null,
    locale: 'zh' as const,
    thread_id: 't',
    asked_at: daysAgo(age),
    queued_at: daysAgo(age),
    call_by: daysAgo(age),
    closed_at: null,
  });
  await store.db
    .insertInto('callback')
    .values([
      request('A-001', 11, 'open'),
      request('A-002', 2, 'done'),
      request('A-003', 2, 'open'),
      request('A-004', 0.5, 'done'),
    ])
    .execute();
  await forget();
  const left = await store.db.selectFrom('callback').select(['number', 'session']).orderBy('id').execute();
  expect(left).toEqual([
    { number: 'A-002', session: null },
    { number: 'A-003', session: 'A-003' },
    { number: 'A-004', session: 'A-004' },
  ]);
});

it('forgets any number, in slices between which the event loop turns', async () => {
  const many = Array.from({ length: 450 }, (_, i) => exchange(`run-${i}`, 11));
  await store.db.insertInto('exchange').values(many).execute();
  let turns = 0;
  let turning = true;
  const turn = () => {
    turns += 1;
    if (turning) setImmediate(turn);
  };
  setImmediate(turn);
  expect(await forget()).toEqual({ exchanges: 450 });
  turning = false;
  expect(turns).toBeGreaterThanOrEqual(4);
  expect(await store.db.selectFrom('exchange').select('run_id').execute()).toEqual([]);
});

it('leaves nothing of what it forgot in the file or beside it', async () => {
  await store.db
    .insertInto('exchange')
    .values(exchange('old', 11, 'forget these very words'))
    .execute();
  const found = async () => {
    const files = await Promise.all(
      ['yunting.db', 'yunting.db-wal'].map((name) => readFile(join(dir, name), 'utf8')),
    );
    return files.some((text) => text.includes('forget these very words'));
  };
  expect(await found()).toBe(true);
  await forget();
  expect(await found()).toBe(false);
});

it('waits for nobody who reads the file meanwhile, and empties the log the next time', async () => {
  const backup = await openStore(join(dir, 'yunting.db'));
  await store.db
    .insertInto('exchange')
    .values(exchange('old', 11, 'forget these very words'))
    .execute();
  const log = () => readFile(join(dir, 'yunting.db-wal'), 'utf8');
  // A wait for the reader, who waits for this to end, would last as long as the busy timeout: longer than a test may.
  await backup.db.connection().execute(async (reader) => {
    await sql`begin`.execute(reader);
    await reader.selectFrom('exchange').select('run_id').execute();
    expect(await forget()).toEqual({ exchanges: 1 });
    await sql`commit`.execute(reader);
  });
  expect(await log()).toContain('forget these very words');
  await forget();
  expect(await log()).toBe('');
  const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(store.db);
  expect(rows).toEqual([{ timeout: 5000 }]);
  await backup.close();
});

it('does it at start and again by itself, logs counts alone, and stops when closed', async () => {
  await store.db
    .insertInto('exchange')
    .values(exchange('old', 11, 'secret'))
    .execute();
  const logged: unknown[] = [];
  const log = { info: (...line: unknown[]) => logged.push(line), error: () => {} };
  const retention = startRetention({ store, days: DAYS, now: () => NOW, log, everyMs: 5 });
  const left = () => store.db.selectFrom('exchange').select('run_id').execute();
  await vi.waitFor(async () => expect(await left()).toEqual([]));
  await store.db
    .insertInto('exchange')
    .values(exchange('older', 12, 'secret'))
    .execute();
  await vi.waitFor(async () => expect(await left()).toEqual([]));
  await retention.close();
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).not.toContain('secret');
});
