import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chinaCalendar } from '#server/cases/index.ts';
import { openStore, type Store } from '#server/store/index.ts';
import { createCallbacks, PER_ADDRESS, PER_SESSION } from './callbacks.ts';
import { createCallbackDesk } from './desk.ts';
import { NUMBERS_A_DAY, numberAt, ordinalOf } from './number.ts';
import { parsePhone } from './phone.ts';
import type { CallbackDesk, Callbacks } from './types.ts';
import { afterWorkingTime } from './working-time.ts';

const SHIFTS = [
  { from: 540, to: 720 },
  { from: 810, to: 1050 },
];

let dir: string;
let store: Store;
let clock: Date;
let callbacks: Callbacks;
let desk: CallbackDesk;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-callbacks-'));
  store = await openStore(join(dir, 'yunting.db'));
  // A Monday morning.
  clock = new Date('2026-11-23T09:00:00+08:00');
  const deps = {
    store,
    secret: randomBytes(32),
    now: () => clock,
    staffing: { lines: 2, minutesPerCall: 10, shifts: SHIFTS },
  };
  callbacks = createCallbacks({
    ...deps,
    redact: (text) => text.replaceAll(/\d{11}/g, '[PHONE]'),
    isGuide: (id) => id === 'passport',
  });
  desk = createCallbackDesk(deps);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const phoneOf = (n: number) => `138${String(n).padStart(8, '0')}`;
const outcome = (session: string, phone: string, { address = session, topic = '', guide = '' } = {}) =>
  callbacks.file(session, address, {
    threadId: 't',
    locale: 'zh',
    phone,
    topic,
    guide: guide === '' ? null : guide,
  });
async function file(...args: Parameters<typeof outcome>) {
  const filed = await outcome(...args);
  if (!filed.ok) throw new Error(filed.reason);
  return filed.callback;
}
const rows = () => store.db.selectFrom('callback').selectAll().orderBy('id').execute();
const minutes = (n: number) => {
  clock = new Date(clock.getTime() + n * 60_000);
};

describe('a phone number', () => {
  it.each([
    ['13800138000', '13800138000'],
    [' 138 0013-8000 ', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['0086-13800138000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['010-62345678', '01062345678'],
    ['（0592）2345678', '05922345678'],
    ['0755 8234 5678', '075582345678'],
    ['+86 592 2345678', '05922345678'],
  ])('%s can be called', (typed, digits) => {
    expect(parsePhone(typed)).toBe(digits);
  });

  it.each([
    ['a hotline', '12345'],
    ['an emergency number', '110'],
    ['a service number', '4008123456'],
    ['a landline without area code', '62345678'],
    ['a mobile number with a digit too many', '138001380001'],
    ['no mobile number', '12800138000'],
    ['a number of another country', '+1 212 555 0100'],
    ['an area code that is none', '0112345678'],
    ['words', '打给我妈妈吧'],
  ])('%s cannot', (_what, typed) => {
    expect(parsePhone(typed)).toBeUndefined();
  });
});

describe('the number of a request', () => {
  it('is short, begins anew each day and goes by letters', () => {
    expect([1, 17, 999, 1000, NUMBERS_A_DAY].map(numberAt)).toEqual([
      'A-001',
      'A-017',
      'A-999',
      'B-001',
      'Z-999',
    ]);
    for (const ordinal of [1, 999, 1000, 12_345]) expect(ordinalOf(numberAt(ordinal))).toBe(ordinal);
  });

  it('is not given out again while an older request still goes by it', async () => {
    expect((await file('s1', phoneOf(1))).number).toBe('A-001');
    clock = new Date('2026-11-24T09:00:00+08:00');
    expect((await file('s2', phoneOf(2))).number).toBe('A-002');
    await desk.done('A-001', 'Li');
    clock = new Date('2026-11-25T09:00:00+08:00');
    expect((await file('s3', phoneOf(3))).number).toBe('A-001');
  });
});

describe('working time', () => {
  const worked = (from: string, n: number) =>
    afterWorkingTime(chinaCalendar, SHIFTS, new Date(from), n).toISOString();

  it.each([
    ['within a shift', '2026-11-23T09:00:00+08:00', 30, '2026-11-23T09:30:00+08:00'],
    ['over lunch', '2026-11-23T11:50:00+08:00', 20, '2026-11-23T13:40:00+08:00'],
    ['before opening', '2026-11-23T06:00:00+08:00', 10, '2026-11-23T09:10:00+08:00'],
    ['into the next morning', '2026-11-23T17:25:00+08:00', 10, '2026-11-24T09:05:00+08:00'],
    ['over a weekend', '2026-11-27T18:00:00+08:00', 10, '2026-11-30T09:10:00+08:00'],
    ['over the national holiday', '2026-09-30T17:20:00+08:00', 20, '2026-10-08T09:10:00+08:00'],
  ])('%s', (_name, from, n, until) => {
    expect(worked(from, n)).toBe(new Date(until).toISOString());
  });

  it('that never comes is refused rather than looked for without end', () => {
    expect(() => worked('2026-11-23T09:00:00+08:00', 1e9)).toThrow(RangeError);
  });
});

describe('a request', () => {
  it('tells its place and the moment by which the call can be expected', async () => {
    const filed = [];
    for (const n of [1, 2, 3]) filed.push(await file(`s${n}`, phoneOf(n)));
    expect(filed.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(filed.map(({ callBy }) => callBy.slice(11, 16))).toEqual(['09:10', '09:10', '09:20']);
    expect(filed[0]?.phoneTail).toBe('0001');
    await desk.done(filed[0]?.number ?? '', 'Li');
    expect((await callbacks.mine('s3'))?.place).toBe(2);
  });

  it('keeps to the moment it has named, and names another when that has passed', async () => {
    await file('s1', phoneOf(1));
    minutes(5);
    expect((await callbacks.mine('s1'))?.callBy).toContain('09:10');
    minutes(10);
    expect((await callbacks.mine('s1'))?.callBy).toContain('09:25');
  });

  it('names a guide that exists, and nothing personal', async () => {
    await file('s1', phoneOf(1), { topic: '我的电话是13700137000', guide: 'passport' });
    await file('s2', phoneOf(2), { guide: '13700137000' });
    expect((await rows()).map(({ topic, guide }) => [topic, guide])).toEqual([
      ['我的电话是[PHONE]', 'passport'],
      ['', null],
    ]);
  });

  it('leaves no phone number, session or address readable in any file', async () => {
    await file('the-session', '13812345678', { address: '203.0.113.77' });
    await store.close();
    const bytes = await readFile(join(dir, 'yunting.db'), 'latin1');
    for (const secret of ['13812345678', 'the-session', '203.0.113.77']) expect(bytes).not.toContain(secret);
    store = await openStore(join(dir, 'yunting.db'));
  });

  it('is one for a session: another number replaces it in its place', async () => {
    await file('s1', phoneOf(1));
    minutes(1);
    await file('s2', phoneOf(2));
    expect(await file('s1', phoneOf(11))).toMatchObject({ place: 1, phoneTail: '0011' });
    expect((await desk.list('Li')).map(({ phone }) => phone)).toEqual([phoneOf(11), phoneOf(2)]);
  });

  it('is one for a phone number: asked for again, the same is given, and is nobody else’s to take back', async () => {
    const first = await file('s1', phoneOf(1), { topic: 'mine' });
    expect(await file('s1', phoneOf(1), { topic: 'changed' })).toEqual(first);
    expect(await file('s2', phoneOf(1), { topic: 'theirs' })).toEqual(first);
    expect(await callbacks.mine('s2')).toBeUndefined();
    expect(await callbacks.withdraw('s2')).toBe(false);
    expect(await desk.list('Li')).toMatchObject([{ topic: 'changed' }]);
  });

  it('that is withdrawn leaves neither phone nor topic', async () => {
    await file('s1', phoneOf(1), { topic: '社保' });
    expect(await callbacks.withdraw('s1')).toBe(true);
    expect(await callbacks.waiting()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'withdrawn', phone: null, phone_digest: null, topic: '' }]);
  });

  it('says what it is about in one line that no terminal obeys', async () => {
    await file('s1', phoneOf(1), { topic: ' a\u001b[2Jb\nA-009\u2028\u202e c\u200b\u009bd ' });
    expect(await desk.list('Li')).toMatchObject([{ topic: 'a [2Jb A-009 c d' }]);
  });

  it('that was answered tells nothing any more when its session is forgotten, and still counts', async () => {
    const { number } = await file('s1', phoneOf(1), { topic: '离婚登记', guide: 'passport' });
    await desk.done(number, 'Li');
    await file('s1', phoneOf(2), { topic: '社保' });
    await file('s2', phoneOf(3), { topic: 'theirs' });
    await callbacks.forget('s1');
    expect(await rows()).toMatchObject([
      { state: 'done', topic: '', guide: null, thread_id: '' },
      { state: 'withdrawn', topic: '', phone: null },
      { state: 'open', topic: 'theirs' },
    ]);
    for (let n = 4; n < 2 + PER_SESSION.most; n += 1) await file('s1', phoneOf(n));
    expect(await outcome('s1', phoneOf(99))).toMatchObject({ reason: 'too_many' });
  });

  it('is refused after too many of one session, withdrawn ones counted, until the first is a day old', async () => {
    for (let n = 0; n < PER_SESSION.most; n += 1) {
      await file('s1', phoneOf(n), { address: `10.0.${n}.1` });
      await callbacks.withdraw('s1');
      minutes(1);
    }
    expect(await outcome('s1', phoneOf(99))).toEqual({
      ok: false,
      reason: 'too_many',
      retryAfterS: (24 * 60 - PER_SESSION.most) * 60,
    });
    minutes(24 * 60);
    expect(await outcome('s1', phoneOf(99))).toMatchObject({ ok: true });
  });

  it('is refused after too many from one address, whatever the session', async () => {
    for (let n = 0; n < PER_ADDRESS.most; n += 1) await file(`s${n}`, phoneOf(n), { address: '10.0.0.1' });
    expect(await outcome('new', phoneOf(99), { address: '10.0.0.1' })).toMatchObject({ reason: 'too_many' });
    expect(await outcome('new', phoneOf(99), { address: '10.0.0.2' })).toMatchObject({ ok: true });
  });

  it('of many who ask at once gets a number of its own', async () => {
    const filed = await Promise.all([1, 2, 3, 4, 5].map((n) => file(`s${n}`, phoneOf(n))));
    expect(new Set(filed.map(({ number }) => number)).size).toBe(5);
    expect(filed.map(({ place }) => place).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the desk', () => {
  it('sends who is not reached to the end of the queue, the third time out of it', async () => {
    const { number } = await file('s1', phoneOf(1));
    minutes(1);
    await file('s2', phoneOf(2));
    minutes(1);
    expect(await desk.notReached(number, 'Li')).toBe('queued');
    expect((await desk.list('Li')).map(({ phone, tries }) => [phone, tries])).toEqual([
      [phoneOf(2), 0],
      [phoneOf(1), 1],
    ]);
    expect(await desk.notReached(number, 'Li')).toBe('queued');
    expect(await desk.notReached(number, 'Li')).toBe('closed');
    expect((await rows())[0]).toMatchObject({ state: 'not_reached', phone: null, tries: 3 });
    expect(await desk.notReached(number, 'Li')).toBeUndefined();
  });
});
