import { addScores, type Postings, rangeOf, type WeightedTerms } from './postings.ts';

/** How much rarity counts above its logarithm, chosen on public sets; scaled so that the middle of the range stays. */
const RARITY_POWER = 1.3;
const MIDDLE_RARITY = 5;
const RARITY_SCALE = MIDDLE_RARITY ** (1 - RARITY_POWER);

/** Robertson–Spärck Jones idf over several indexes together, never negative; highest where none holds the term. */
export function idfOf(parts: readonly Postings[], key: number): number {
  let documents = 0;
  let found = 0;
  for (const postings of parts) {
    const [from, to] = rangeOf(postings, key);
    documents += postings.documents;
    found += to - from;
  }
  return Math.log(1 + (documents - found + 0.5) / (found + 0.5));
}

/** The same terms, each weight multiplied by the rarity of its term. */
export function byRarity(terms: WeightedTerms, parts: readonly Postings[]): Map<number, number> {
  const weighted = new Map<number, number>();
  for (const [key, weight] of terms)
    weighted.set(key, weight * RARITY_SCALE * idfOf(parts, key) ** RARITY_POWER);
  return weighted;
}

/** The `count` terms that weigh most: what a long story adds beyond them costs time and changes no rank. */
export function heaviest(terms: ReadonlyMap<number, number>, count: number): Map<number, number> {
  if (terms.size <= count) return new Map(terms);
  return new Map([...terms].sort((a, b) => b[1] - a[1]).slice(0, count));
}

let zeros = new Float32Array(0);

/** Scores of all documents of one index, for reading only. */
export function scoresOf(postings: Postings, terms: WeightedTerms): Float32Array {
  if (terms.size === 0) {
    if (zeros.length < postings.documents) zeros = new Float32Array(postings.documents);
    return zeros.subarray(0, postings.documents);
  }
  const scores = new Float32Array(postings.documents);
  addScores(postings, terms, scores);
  return scores;
}

/** Adds terms to a bag, each once however often it is said. */
export function addTerms(into: Map<number, number>, keys: Iterable<number>, weight: number): void {
  for (const key of new Set(keys)) into.set(key, (into.get(key) ?? 0) + weight);
}
