import { describe, expect, it } from 'vitest';
import { createRecent } from './recent.ts';

describe('what was worked out lately', () => {
  it('is worked out once while it is kept, and again after others were asked for', () => {
    const made: string[] = [];
    const recent = createRecent<string, string>(2);
    const ask = (key: string) =>
      recent.get(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
