import { describe, expect, it } from 'vitest';
import { areaUnderCurve, meanWithInterval, percentile, rankFigures } from './metrics.ts';

describe('figures of a ranking', () => {
  it('are whole when the graded records come first, in order', () => {
    const relevant = new Map([
      ['a', 2],
      ['b', 1],
    ]);
    expect(rankFigures(['a', 'b', 'c'], relevant)).toEqual({
      hit1: 1,
      hit5: 1,
      hit10: 1,
      mrr10: 1,
      ndcg10: 1,
    });
  });

  it('discount a record by the logarithm of its rank', () => {
    const figures = rankFigures(['x', 'y', 'a'], new Map([['a', 1]]));
    expect(figures).toMatchObject({ hit1: 0, hit5: 1, mrr10: 1 / 3 });
    expect(figures.ndcg10).toBeCloseTo(0.5);
  });

  it('are nothing beyond the tenth', () => {
    const ranked = [...'abcdefghij', 'wanted'];
    expect(rankFigures(ranked, new Map([['wanted', 1]]))).toEqual({
      hit1: 0,
      hit5: 0,
      hit10: 0,
      mrr10: 0,
      ndcg10: 0,
    });
  });
});

describe('intervals', () => {
  it('hold the mean and are the same in every run', () => {
    const values = Array.from({ length: 200 }, (_, i) => i % 2);
    const { mean, low, high } = meanWithInterval(values);
    expect(mean).toBe(0.5);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
    expect(high - low).toBeCloseTo(4 * Math.sqrt(0.25 / 200), 1);
    expect(meanWithInterval(values)).toEqual({ mean, low, high });
  });
});

it('tells apart what scores higher', () => {
  expect(areaUnderCurve([3, 4], [1, 2])).toBe(1);
  expect(areaUnderCurve([1, 2], [1, 2])).toBe(0.5);
});

it('finds the value below which a share lies', () => {
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
});
