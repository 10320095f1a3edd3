/** The highest of many scored numbers. */
export interface Best {
  /** Whoever scores no more than this need not be added. */
  least: number;
  add(number: number, score: number): void;
  /** Best first; of equal scores the one added first. */
  numbers(): number[];
  scores(): number[];
}

/**
 * Keeps the `count` highest of what is added.
 * @param least what they must score above.
 */
export function createBest(count: number, least = 0): Best {
  const numbers = new Int32Array(count);
  const scores = new Float64Array(count);
  let held = 0;
  return {
    least,
    add(number, score) {
      let place = held === count ? count - 1 : held;
      if (held < count) held += 1;
      while (place > 0 && (scores[place - 1] ?? 0) < score) {
        scores[place] = scores[place - 1] ?? 0;
        numbers[place] = numbers[place - 1] ?? 0;
        place -= 1;
      }
      scores[place] = score;
      numbers[place] = number;
      if (held === count) this.least = scores[count - 1] ?? 0;
    },
    numbers: () => [...numbers.subarray(0, held)],
    scores: () => [...scores.subarray(0, held)],
  };
}
