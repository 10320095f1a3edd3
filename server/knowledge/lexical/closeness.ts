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

/** What a question has of one term. */
interface Term {
  weight: number;
  topical: boolean;
  /** Where it stands in the question. */
  places: number[];
}

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
  const terms = keys.map(
    (key): Term => ({
      weight: weights.get(key) ?? 0,
      topical: topical.has(key),
      places: question.flatMap((each, place) => (each === key ? [place] : [])),
    }),
  );
  const { shift, mask, slotKeys, slotTerms } = slotsFor(keys);
  // By term, how often it is in the window; by place in the question, the weight of the stretch that ends there.
  const inside = new Int32Array(keys.length);
  let ending = new Float64Array(question.length + 1);
  let next = new Float64Array(question.length + 1);
  const windowTerms = new Int32Array(WINDOW);
  const onlyOne = weights.size < 2;

  return (words, from, to) => {
    let evident = false;
    let sum = 0;
    let closeness = 0;
    let run = 0;
    let running = false;
    inside.fill(0);
    windowTerms.fill(-1);
    ending.fill(0);
    for (let i = from; i < to; i += 1) {
      const key = words[i] ?? 0;
      let slot = Math.imul(key, 0x9e3779b1) >>> shift;
      let found = slotTerms[slot] ?? -1;
      while (found !== -1 && slotKeys[slot] !== key) {
        slot = (slot + 1) & mask;
        found = slotTerms[slot] ?? -1;
      }
      const corner = (i - from) % WINDOW;
      const leaving = windowTerms[corner] ?? -1;
      windowTerms[corner] = found;
      const term = found === -1 ? undefined : terms[found];
      if (term) {
        if (term.topical) evident = true;
        const count = inside[found] ?? 0;
        if (count === 0) sum += term.weight;
        inside[found] = count + 1;
      }
      if (leaving !== -1) {
        const count = (inside[leaving] ?? 1) - 1;
        if (count === 0) sum -= terms[leaving]?.weight ?? 0;
        inside[leaving] = count;
      }
      if (sum > closeness) closeness = sum;
      if (term && term.places.length > 0) {
        next.fill(0);
        for (const place of term.places) {
          const weight = (ending[place] ?? 0) + term.weight;
          next[place + 1] = weight;
          if (weight > run) run = weight;
        }
        [ending, next] = [next, ending];
        running = true;
      } else if (running) {
        ending.fill(0);
        running = false;
      }
    }
    return { evident, closeness: onlyOne ? 0 : closeness, run };
  };
}
