import { describe, expect, it } from 'vitest';
import { createMatcher } from './closeness.ts';

const [CARD, LOST, LIBRARY] = [7, 11, 13];
const match = createMatcher(
  new Map([
    [CARD, 2],
    [LOST, 3],
    [LIBRARY, 5],
  ]),
  [LOST, LIBRARY, CARD],
  new Set([LIBRARY]),
);
const look = (words: number[]) => match(Uint32Array.from(words), 0, words.length);
const others = (count: number) => Array.from({ length: count }, (_, i) => 1000 + i);

describe('a text, looked at for the words of a question', () => {
  it('weighs the heaviest window, each word once', () => {
    expect(look([CARD, CARD, 1, LOST]).closeness).toBe(5);
    expect(look([CARD, ...others(11), LOST]).closeness).toBe(3);
    expect(look([CARD, ...others(10), LOST]).closeness).toBe(5);
    expect(look(others(30)).closeness).toBe(0);
  });

  it('weighs neighbours of the question that are neighbours in either order, each two once', () => {
    const both = Math.sqrt(2 * 5);
    expect(look([CARD, 1, 1, LIBRARY]).together).toBeCloseTo(both);
    expect(look([LIBRARY, CARD, 1, LIBRARY, CARD]).together).toBeCloseTo(both);
    expect(look([CARD, 1, 1, 1, LIBRARY]).together).toBe(0);
    expect(look([CARD, CARD]).together).toBe(0);
    const far = createMatcher(new Map([CARD, LOST].map((key) => [key, 1])), [CARD, 1, 2, 3, LOST], new Set());
    expect(far(Uint32Array.of(CARD, LOST), 0, 2).together).toBe(0);
  });

  it('weighs the words with which the text opens, each once', () => {
    expect(look([LOST, 1, LOST, CARD]).opening).toBe(5);
    expect(look([...others(24), LIBRARY]).opening).toBe(5);
    expect(look([...others(25), LIBRARY]).opening).toBe(0);
  });

  it('is evident when it has a word that carries a topic', () => {
    expect(look([CARD, LOST]).evident).toBe(false);
    expect(look([1, LIBRARY]).evident).toBe(true);
  });

  it('is not mixed up with the text before, nor read beyond its end', () => {
    look([LOST, LIBRARY]);
    expect(look([CARD])).toEqual({ evident: false, closeness: 2, together: 0, opening: 2 });
    expect(match(Uint32Array.of(LOST, LIBRARY, CARD), 1, 2)).toEqual({
      evident: true,
      closeness: 5,
      together: 0,
      opening: 5,
    });
  });
});
