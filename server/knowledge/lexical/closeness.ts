/** Words within which terms of a question count as said together: about a sentence. */
const WINDOW = 12;

/** How a text says the words of a question. */
export interface Match {
  /** Whether it has a word that carries a topic. */
  evident: boolean;
  /** Weight of the question's terms that stand together: the heaviest window of some words, each term counted once. */
  closeness: number;
  /** Weight of the longest stretch of the question that the text says word for word. */
  run: number;
}

/** Looks at the words of a text from `from` to before `to`, in reading order. */
export type Matcher = (words: Uint32Array, from: number, to: number) => Match;

/** Two to the power of the bits are at least four times as many slots as terms: most words of a text meet an empty one. */
function slotsFor(keys: readonly number[]) {
  const bits = Math.max(4, Math.ceil(Math.log2(keys.length * 4 + 1)));
  const shift = 32 - bits;
  const mask = 2 ** bits - 1;
  const slotKeys = new Uint32Array(mask + 1);
  const slotTerms = new Int32Array(mask + 1).fill(-1);
  // Fibonacci hashing (Knuth, TAOCP 6.4).
  const slotOf = (key: number) => Math.imul(key, 0x9e3779b1) >>> shift;
  for (const [term, key] of keys.entries()) {
    let slot = slotOf(key);
    while (slotTerms[slot] !== -1) slot = (slot + 1) & mask;
    slotKeys[slot] = key;
    slotTerms[slot] = term;
  }
  return { shift, mask, slotKeys, slotTerms };
}

/**
 * Prepares a question for being looked for in many texts.
 * @param weights terms of the question with their weights.
 * @param question the question's words in order.
 * @param topical those of its words that carry a topic.
 */
export function createMatcher(
  weights: ReadonlyMap<number, number>,
  question: readonly number[],
  topical: ReadonlySet<number>,
): Matcher {
  const keys = [...new Set([...weights.keys(), ...question, ...topical])];
  const weightOf = Float64Array.from(keys, (key) => weights.get(key) ?? 0);
  const isTopical = Uint8Array.from(keys, (key) => (topical.has(key) ? 1 : 0));
  // Where each term stands in the question, one term after another, ascending.
  const placesFrom = new Int32Array(keys.length + 1);
  const places = new Int32Array(question.length);
  for (const [term, key] of keys.entries()) {
    let at = placesFrom[term] ?? 0;
    for (let place = 0; place < question.length; place += 1)
      if (question[place] === key) {
        places[at] = place;
        at += 1;
      }
    placesFrom[term + 1] = at;
  }
  const { shift, mask, slotKeys, slotTerms } = slotsFor(keys);
  // By term, how often it is in the window; by place in the question, the weight of the stretch that ends there.
  const inside = new Int32Array(keys.length);
  let ending = new Float64Array(question.length + 1);
  let next = new Float64Array(question.length + 1);
  // The terms in the window with their places in the text: a ring from the oldest on.
  const windowTerms = new Int32Array(WINDOW);
  const windowPlaces = new Int32Array(WINDOW);
  const onlyOne = weights.size < 2;

  return (words, from, to) => {
    let evident = false;
    let sum = 0;
    let closeness = 0;
    let run = 0;
    let oldest = 0;
    let held = 0;
    let last = -2;
    inside.fill(0);
    for (let i = from; i < to; i += 1) {
      const key = words[i] ?? 0;
      let slot = Math.imul(key, 0x9e3779b1) >>> shift;
      let term = slotTerms[slot] ?? -1;
      while (term !== -1 && slotKeys[slot] !== key) {
        slot = (slot + 1) & mask;
        term = slotTerms[slot] ?? -1;
      }
      // Most words of a text are none of the question's: only at those that are can anything rise.
      if (term === -1) continue;
      while (held > 0 && (windowPlaces[oldest] ?? 0) <= i - WINDOW) {
        const leaving = windowTerms[oldest] ?? 0;
        const left = (inside[leaving] ?? 1) - 1;
        inside[leaving] = left;
        if (left === 0) sum -= weightOf[leaving] ?? 0;
        oldest = (oldest + 1) % WINDOW;
        held -= 1;
      }
      const newest = (oldest + held) % WINDOW;
      windowTerms[newest] = term;
      windowPlaces[newest] = i;
      held += 1;
      const count = inside[term] ?? 0;
      inside[term] = count + 1;
      if (count === 0) sum += weightOf[term] ?? 0;
      if (isTopical[term] === 1) evident = true;
      if (sum > closeness) closeness = sum;

      const first = placesFrom[term] ?? 0;
      const end = placesFrom[term + 1] ?? 0;
      if (first === end) continue;
      // A word between them ends every stretch.
      if (last !== i - 1) ending.fill(0);
      last = i;
      next.fill(0);
      const weight = weightOf[term] ?? 0;
      for (let at = first; at < end; at += 1) {
        const place = places[at] ?? 0;
        const stretch = (ending[place] ?? 0) + weight;
        next[place + 1] = stretch;
        if (stretch > run) run = stretch;
      }
      [ending, next] = [next, ending];
    }
    return { evident, closeness: onlyOne ? 0 : closeness, run };
  };
}
