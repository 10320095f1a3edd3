import { describe, expect, it } from 'vitest';
import { heardTime } from './clock.ts';

describe('heardTime', () => {
  it('carries the output timestamp forward to now', () => {
    const timestamp = { contextTime: 4.9, performanceTime: 1000 };
    expect(heardTime({ currentTime: 5, timestamp }, 1040)).toBeCloseTo(4.94, 9);
  });

  it('never runs ahead of what is rendered, so it stands while the context is suspended', () => {
    const timestamp = { contextTime: 4.9, performanceTime: 1000 };
    expect(heardTime({ currentTime: 5, timestamp }, 60_000)).toBe(5);
  });

  it('takes the reported latency off where there is no timestamp', () => {
    expect(heardTime({ currentTime: 5, outputLatency: 0.2, baseLatency: 0.01 }, 0)).toBeCloseTo(4.8, 9);
    expect(heardTime({ currentTime: 5, baseLatency: 0.01 }, 0)).toBeCloseTo(4.99, 9);
    expect(heardTime({ currentTime: 5 }, 0)).toBe(5);
  });

  it('distrusts a timestamp that is empty or far behind', () => {
    const empty = { contextTime: 0, performanceTime: 0 };
    expect(heardTime({ currentTime: 5, outputLatency: 0.1, timestamp: empty }, 9000)).toBeCloseTo(4.9, 9);
    const stale = { contextTime: 1, performanceTime: 9000 };
    expect(heardTime({ currentTime: 5, outputLatency: 0.1, timestamp: stale }, 9000)).toBeCloseTo(4.9, 9);
  });

  it('is not negative before the first sample has left', () => {
    expect(heardTime({ currentTime: 0.05, outputLatency: 0.2 }, 0)).toBe(0);
  });
});
