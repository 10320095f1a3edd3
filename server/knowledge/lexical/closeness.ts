/** Words within which terms of a question count as said together: about a sentence. */
const WINDOW = 12;

/**
 * Weight of the question's terms that stand together in a text: the heaviest window of {@link WINDOW} words, each term
 * counted once.
 * @param words the text's words in reading order.
 * @param weights terms of the question with their weights.
 */
export function closeness(words: Uint32Array, weights: ReadonlyMap<number, number>): number {
  if (weights.size < 2) return 0;
  const inside = new Map<number, number>();
  let sum = 0;
  let best = 0;
  for (let i = 0; i < words.length; i += 1) {
    const entering = words[i] ?? 0;
    const weight = weights.get(entering);
    if (weight !== undefined) {
      const count = inside.get(entering) ?? 0;
      if (count === 0) sum += weight;
      inside.set(entering, count + 1);
    }
    const leaving = i >= WINDOW ? (words[i - WINDOW] ?? 0) : undefined;
    if (leaving !== undefined && weights.has(leaving)) {
      const count = (inside.get(leaving) ?? 1) - 1;
      if (count === 0) sum -= weights.get(leaving) ?? 0;
      inside.set(leaving, count);
    }
    best = Math.max(best, sum);
  }
  return best;
}

/**
 * Weight of the longest stretch of the question that the text says word for word.
 * @param question the question's words in order.
 */
export function longestRun(
  words: Uint32Array,
  question: readonly number[],
  weights: ReadonlyMap<number, number>,
): number {
  const places = new Map<number, number[]>();
  for (const [place, key] of question.entries()) {
    const list = places.get(key);
    if (list) list.push(place);
    else places.set(key, [place]);
  }
  let best = 0;
  let ending = new Map<number, number>();
  for (const word of words) {
    const next = new Map<number, number>();
    for (const place of places.get(word) ?? []) {
      const weight = (ending.get(place - 1) ?? 0) + (weights.get(word) ?? 0);
      next.set(place, weight);
      best = Math.max(best, weight);
    }
    ending = next;
  }
  return best;
}
