import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('turns', () => {
  it('come one a round of the event loop, in order', async () => {
    const turn = createTurns();
    const seen: string[] = [];
    const take = async (name: string) => {
      await turn();
      seen.push(name);
      setImmediate(() => seen.push(`after ${name}`));
    };
    await Promise.all([take('a'), take('b'), take('c')]);
    expect(seen).toEqual(['a', 'after a', 'b', 'after b', 'c']);
  });
});
