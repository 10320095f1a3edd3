import { describe, expect, it } from 'vitest';
import { createBest } from './best.ts';

describe('the highest of many', () => {
  it('come best first, of equal ones the earlier', () => {
    const best = createBest(3);
    for (const [number, score] of [2, 5, 1, 5, 9, 4].entries())
      if (score > best.least) best.add(number, score);
    expect(best.numbers()).toEqual([4, 1, 3]);
    expect(best.scores()).toEqual([9, 5, 5]);
    expect(best.least).toBe(5);
  });

  it('are fewer where fewer score above the least', () => {
    const best = createBest(3);
    for (const [number, score] of [0, 2, -1].entries()) if (score > best.least) best.add(number, score);
    expect(best.numbers()).toEqual([1]);
  });
});
