import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDailyBudget } from './daily-budget.ts';
import { createLoadGate, measureLoopDelay } from './load-gate.ts';
import { createQuestionLimits } from './question-limits.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(new Date('2026-11-22T10:00:00+08:00'));
});
afterEach(() => {
  vi.useRealTimers();
});

describe('questions', () => {
  const limits = { session: { perMinute: 2, perDay: 3 }, address: { perMinute: 4, perDay: 5 } };
  const asker = (session: string, address = '203.0.113.7') => ({ session, address });

  it('are counted by session in a minute and on a day, and one is told how long to wait', async () => {
    const { count } = createQuestionLimits(limits);
    expect(await count(asker('a'))).toBeNull();
    expect(await count(asker('a'))).toBeNull();
    vi.advanceTimersByTime(20_000);
    expect(await count(asker('a'))).toBe(40);
    expect(await count(asker('b'))).toBeNull();
    vi.advanceTimersByTime(40_000);
    expect(await count(asker('a'))).toBeNull();
    expect(await count(asker('a'))).toBe(24 * 3600 - 60);
    vi.advanceTimersByTime(24 * 3600 * 1000);
    expect(await count(asker('a'))).toBeNull();
  });

  it('are counted by address whatever the session, which a client may throw away', async () => {
    const { count } = createQuestionLimits(limits);
    for (const session of ['a', 'b', 'c', 'd']) expect(await count(asker(session)), session).toBeNull();
    expect(await count(asker('e'))).toBe(60);
    // What is refused for its address is not remembered of the session, which may be a new one each time.
    expect(await count(asker('e', '203.0.113.8'))).toBeNull();
    expect(await count(asker('e', '203.0.113.8'))).toBeNull();
  });

  it('that one session asks too much take nothing from others at the address', async () => {
    const { count } = createQuestionLimits(limits);
    for (let i = 0; i < 10; i += 1) await count(asker('a'));
    expect(await count(asker('b'))).toBeNull();
    expect(await count(asker('b'))).toBeNull();
  });

  it('are not counted where there are no limits', async () => {
    const { count } = createQuestionLimits(null);
    for (let i = 0; i < 100; i += 1) expect(await count(asker('a'))).toBeNull();
  });

  it.each([
    ['::ffff:203.0.113.7', '203.0.113.7', true],
    ['2001:db8:1:2:3:4:5:6', '2001:0DB8:1:2::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ])('of %s and %s count together: %s', async (one, other, together) => {
    const { count } = createQuestionLimits(limits);
    for (const session of ['a', 'b', 'c', 'd']) await count(asker(session, one));
    expect((await count(asker('e', other))) !== null).toBe(together);
  });
});

describe('a day’s budget', () => {
  const now = () => new Date();

  it('is what is left until midnight in China', () => {
    const budget = createDailyBudget(2, now);
    budget.spend();
    expect(budget.left()).toBe(true);
    budget.spend();
    expect(budget.left()).toBe(false);
    vi.setSystemTime(new Date('2026-11-22T23:59:59+08:00'));
    expect(budget.left()).toBe(false);
    vi.setSystemTime(new Date('2026-11-23T00:00:00+08:00'));
    expect(budget.left()).toBe(true);
  });

  it('has no end where none is set', () => {
    const budget = createDailyBudget(null, now);
    for (let i = 0; i < 100; i += 1) budget.spend();
    expect(budget.left()).toBe(true);
  });
});

describe('load', () => {
  it('is bounded by how many answers are under way, each counted once', () => {
    const gate = createLoadGate({ atOnce: 2, maxDelayMs: 100 }, { ms: () => 0 });
    const leave = gate.enter();
    expect(gate.enter()).not.toBeNull();
    expect(gate.enter()).toBeNull();
    leave?.();
    leave?.();
    expect(gate.running()).toBe(1);
    expect(gate.enter()).not.toBeNull();
    expect(gate.enter()).toBeNull();
  });

  it('lets nobody in while the loop is late because of answers', () => {
    let ms = 101;
    const gate = createLoadGate({ atOnce: 10, maxDelayMs: 100 }, { ms: () => ms });
    expect(gate.enter()).not.toBeNull();
    expect(gate.enter()).toBeNull();
    ms = 100;
    expect(gate.enter()).not.toBeNull();
  });

  it('shows in the lateness of a timer, and is forgotten when the loop is free again', () => {
    let at = 0;
    const delay = measureLoopDelay(() => at);
    const round = (ms: number) => {
      at += ms;
      vi.advanceTimersByTime(50);
    };
    for (let i = 0; i < 20; i += 1) round(50);
    expect(delay.ms()).toBe(0);
    for (let i = 0; i < 30; i += 1) round(250);
    expect(delay.ms()).toBeGreaterThan(150);
    for (let i = 0; i < 40; i += 1) round(50);
    expect(delay.ms()).toBeLessThan(10);
    delay.close();
  });
});
