import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSecret, openStore, type Store } from '#server/store/index.ts';
import { createGate } from './gate.ts';
import { createKeys } from './keys.ts';
import type { Keys, NewKey } from './types.ts';

let dir: string;
let store: Store;
let clock: Date;
let keys: Keys;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-keys-'));
  store = await openStore(join(dir, 'yunting.db'));
  clock = new Date('2026-11-19T10:00:00+08:00');
  keys = createKeys({ store, secret: await loadSecret(dir), now: () => clock, random: randomBytes });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const wanted = (own: Partial<NewKey> = {}): NewKey => ({
  name: 'city app',
  scopes: ['chat', 'mcp'],
  perMinute: 60,
  perDay: 1000,
  ...own,
});

describe('a key', () => {
  it('opens by its text, which is kept nowhere', async () => {
    const { text, key } = await keys.create(wanted(), 'operator');
    expect(text).toMatch(/^yt_[0-9a-f]{12}_[\w-]{43}$/);
    expect(await keys.verify(text)).toEqual(key);
    await store.close();
    const file = await readFile(join(dir, 'yunting.db'), 'latin1');
    expect(file).toContain(key.id);
    expect(file).not.toContain(text.slice(16));
  });

  it.each([
    ['another secret', (text: string) => `${text.slice(0, -1)}${text.endsWith('A') ? 'B' : 'A'}`],
    ['another id', (text: string) => text.replace(/^yt_./, (start) => (start === 'yt_0' ? 'yt_1' : 'yt_0'))],
    ['more than the key', (text: string) => `${text}A`],
    ['a space before it', (text: string) => ` ${text}`],
    ['nothing', () => ''],
  ])('does not open by %s', async (_name, altered) => {
    const { text } = await keys.create(wanted(), 'operator');
    expect(await keys.verify(altered(text))).toBeUndefined();
  });

  it('opens nothing in another installation that has got the same database', async () => {
    const { text } = await keys.create(wanted(), 'operator');
    const other = createKeys({
      store,
      secret: await loadSecret(join(dir, 'other')),
      now: () => clock,
      random: randomBytes,
    });
    expect(await other.verify(text)).toBeUndefined();
  });

  it('ends at once when it is withdrawn, and only once', async () => {
    const { text, key } = await keys.create(wanted(), 'operator');
    expect(await keys.revoke(key.id, 'operator')).toBe(true);
    expect(await keys.verify(text)).toBeUndefined();
    expect(await keys.revoke(key.id, 'operator')).toBe(false);
    expect(await keys.revoke('000000000000', 'operator')).toBe(false);
  });

  it('tells when it was last used, to the minute', async () => {
    const { text } = await keys.create(wanted(), 'operator');
    const lastUse = async () => (await keys.list())[0]?.lastUsedAt?.toISOString() ?? null;
    expect(await lastUse()).toBeNull();
    await keys.verify(text);
    expect(await lastUse()).toBe('2026-11-19T02:00:00.000Z');
    clock = new Date(clock.getTime() + 59_000);
    await keys.verify(text);
    expect(await lastUse()).toBe('2026-11-19T02:00:00.000Z');
    clock = new Date(clock.getTime() + 1000);
    await keys.verify(text);
    expect(await lastUse()).toBe('2026-11-19T02:01:00.000Z');
  });

  it('leaves a trace of who made and withdrew it', async () => {
    const { key, text } = await keys.create(wanted(), 'li');
    await keys.revoke(key.id, 'wang');
    const trace = await store.db.selectFrom('audit').selectAll().execute();
    const at = clock.toISOString();
    expect(trace).toEqual([
      expect.objectContaining({
        at,
        actor: 'li',
        action: 'api_key.create',
        after: expect.stringContaining(key.id),
      }),
      expect.objectContaining({
        at,
        actor: 'wang',
        action: 'api_key.revoke',
        before: expect.stringContaining(key.id),
      }),
    ]);
    expect(JSON.stringify(trace)).not.toContain(text.slice(16));
  });
});

describe('the gate', () => {
  it('lets a key in for what it is for, and nobody without one', async () => {
    const gate = createGate(keys);
    const { text } = await keys.create(wanted({ scopes: ['mcp'] }), 'operator');
    expect(await gate.admit(text, 'mcp')).toMatchObject({ ok: true, key: { name: 'city app' } });
    expect(await gate.admit(text, 'chat')).toEqual({ ok: false, reason: 'out_of_scope' });
    expect(await gate.admit('', 'mcp')).toEqual({ ok: false, reason: 'unknown' });
  });

  it('counts each key by its own limits, and begins anew when a window has passed', async () => {
    vi.useFakeTimers({ now: clock, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const gate = createGate(keys);
    const busy = await keys.create(wanted({ perMinute: 2, perDay: 3 }), 'operator');
    const other = await keys.create(wanted(), 'operator');
    const outcome = async (text: string) => {
      const { ok, ...rest } = await gate.admit(text, 'chat');
      return [ok, 'quota' in rest ? rest.quota : undefined];
    };
    expect(await outcome(busy.text)).toEqual([true, { limit: 2, remaining: 1, resetS: 60 }]);
    vi.advanceTimersByTime(20_000);
    expect(await outcome(busy.text)).toEqual([true, { limit: 2, remaining: 0, resetS: 40 }]);
    expect(await outcome(busy.text)).toEqual([false, { limit: 2, remaining: 0, resetS: 40 }]);
    expect(await outcome(other.text)).toEqual([true, { limit: 60, remaining: 59, resetS: 60 }]);
    vi.advanceTimersByTime(40_000);
    expect(await outcome(busy.text)).toEqual([true, { limit: 3, remaining: 0, resetS: 24 * 3600 - 60 }]);
    expect(await outcome(busy.text)).toEqual([false, { limit: 3, remaining: 0, resetS: 24 * 3600 - 60 }]);
    vi.advanceTimersByTime(24 * 3600 * 1000);
    expect(await outcome(busy.text)).toEqual([true, { limit: 2, remaining: 1, resetS: 60 }]);
  });

  it('lets no more in than the limit when many ask at once', async () => {
    const gate = createGate(keys);
    const { text } = await keys.create(wanted({ perMinute: 5 }), 'operator');
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => gate.admit(text, 'chat')));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
  });
});
