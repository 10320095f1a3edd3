/** Words within which terms of a question count as said together: about a sentence. */
const WINDOW = 12;
/** Words this far apart are neighbours, whichever comes first. */
const NEIGHBOURS = 3;
/** Words with which a text opens: its title and about a sentence. */
const OPENING = 25;

/** How a text says the words of a question. */
export interface Match {
  /** Whether it has a word that carries a topic. */
  evident: boolean;
  /** Weight of the question's terms that stand together: the heaviest window of some words, each term counted once. */
  closeness: number;
  /** Weight of neighbours in the question that are neighbours in the text too; a pair weighs their geometric mean. */
  together: number;
  /** Weight of the question's terms with which the text opens. */
  opening: number;
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

/** By two terms, `smaller × count + larger`, what it weighs that they are neighbours in the question; 0 if they are not. */
function neighboursIn(
  question: readonly number[],
  keys: readonly number[],
  weightOf: Float64Array,
): Float64Array {
  const termOf = new Map(keys.map((key, term) => [key, term]));
  const terms = question.map((key) => termOf.get(key) ?? 0);
  const together = new Float64Array(keys.length * keys.length);
  for (const [i, a] of terms.entries())
    for (const b of terms.slice(i + 1, i + 1 + NEIGHBOURS))
      if (a !== b)
        together[Math.min(a, b) * keys.length + Math.max(a, b)] = Math.sqrt(
          (weightOf[a] ?? 0) * (weightOf[b] ?? 0),
        );
  return together;
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
  const { shift, mask, slotKeys, slotTerms } = slotsFor(keys);
  // By term, how often it is in the window.
  const inside = new Int32Array(keys.length);
  // The terms in the window with their places in the text: a ring from the oldest on.
  const windowTerms = new Int32Array(WINDOW);
  const windowPlaces = new Int32Array(WINDOW);
  const onlyOne = weights.size < 2;
  const count = keys.length;
  const neighbours = neighboursIn(question, keys, weightOf);
  // By term and by pair, the number of the last text that had it.
  const openedIn = new Int32Array(count);
  const metIn = new Int32Array(neighbours.length);
  let text = 0;

  return (words, from, to) => {
    let evident = false;
    let sum = 0;
    let closeness = 0;
    let oldest = 0;
    let held = 0;
    let together = 0;
    let opening = 0;
    text += 1;
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
      const before = inside[term] ?? 0;
      inside[term] = before + 1;
      if (before === 0) sum += weightOf[term] ?? 0;
      if (isTopical[term] === 1) evident = true;
      if (sum > closeness) closeness = sum;
      if (i - from < OPENING && openedIn[term] !== text) {
        openedIn[term] = text;
        opening += weightOf[term] ?? 0;
      }
      for (let back = 1; back < held; back += 1) {
        const at = (newest - back + WINDOW) % WINDOW;
        if ((windowPlaces[at] ?? 0) < i - NEIGHBOURS) break;
        const other = windowTerms[at] ?? 0;
        const pair = term < other ? term * count + other : other * count + term;
        if (metIn[pair] === text) continue;
        metIn[pair] = text;
        together += neighbours[pair] ?? 0;
      }
    }
    return { evident, closeness: onlyOne ? 0 : closeness, together, opening };
  };
}
