import { describe, expect, it } from 'vitest';
import { countOf, createKeyCounter } from './key-counts.ts';

describe('counted keys', () => {
  it('are told by how often each was counted, however many there are', () => {
    const counter = createKeyCounter();
    const keys = Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 0);
    for (const [i, key] of keys.entries()) for (let n = 0; n <= i % 3; n += 1) counter.add(key);
    expect(keys.every((key, i) => countOf(counter.table(), key) === (i % 3) + 1)).toBe(true);
    expect(countOf(counter.table(), 12_345)).toBe(0);
  });
});
