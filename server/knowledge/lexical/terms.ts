import { type Postings, rangeOf } from './postings.ts';

/** How much rarity counts above its logarithm, chosen on public sets; scaled so that the middle of the range stays. */
const RARITY_POWER = 1.3;
const MIDDLE_RARITY = 5;
const RARITY_SCALE = MIDDLE_RARITY ** (1 - RARITY_POWER);

/** Robertson–Spärck Jones idf, never negative; highest where no document holds the term. */
const idf = (documents: number, found: number) => Math.log(1 + (documents - found + 0.5) / (found + 0.5));

/** A term of a question, looked up in all parts of an index. */
export interface LookedUp {
  key: number;
  /** As given, and as it counts with its rarity. */
  given: number;
  weight: number;
  /** Over all parts together. */
  idf: number;
  /** By part, where its entries begin and end in `owners` and `impacts`. */
  from: Uint32Array;
  to: Uint32Array;
}

/** Looks up terms, each weighted by its rarity in all parts together. */
export function lookUp(
  terms: Iterable<readonly [key: number, weight: number]>,
  parts: readonly Postings[],
): LookedUp[] {
  let documents = 0;
  for (const part of parts) documents += part.documents;
  const looked: LookedUp[] = [];
  for (const [key, given] of terms) {
    const from = new Uint32Array(parts.length);
    const to = new Uint32Array(parts.length);
    let found = 0;
    for (let part = 0; part < parts.length; part += 1) {
      const postings = parts[part];
      if (!postings) continue;
      const [first, end] = rangeOf(postings, key);
      from[part] = first;
      to[part] = end;
      found += end - first;
    }
    const rarity = idf(documents, found);
    looked.push({
      key,
      given,
      weight: given * RARITY_SCALE * rarity ** RARITY_POWER,
      idf: rarity,
      from,
      to,
    });
  }
  return looked;
}

/** {@link idf} of one term over several indexes together. */
export function idfOf(parts: readonly Postings[], key: number): number {
  let documents = 0;
  let found = 0;
  for (const postings of parts) {
    const [from, to] = rangeOf(postings, key);
    documents += postings.documents;
    found += to - from;
  }
  return idf(documents, found);
}

/** Sum of the weights of some terms. */
export function weightOf(terms: readonly LookedUp[]): number {
  let sum = 0;
  for (const { weight } of terms) sum += weight;
  return sum;
}

/** The `count` terms that weigh most: what a long story adds beyond them costs time and changes no rank. */
export function heaviest(terms: readonly LookedUp[], count: number): readonly LookedUp[] {
  return terms.length <= count ? terms : terms.toSorted((a, b) => b.weight - a.weight).slice(0, count);
}

/**
 * Adds weight × scale × impact of every term to the scores of the documents of one part, which begin at `first` in
 * `scores`.
 */
export function addScores(
  terms: readonly LookedUp[],
  { owners, impacts }: Postings,
  part: number,
  scores: Float32Array,
  first: number,
  scale = 1,
): void {
  for (const { weight, from, to } of terms) {
    const factor = weight * scale;
    const end = to[part] ?? 0;
    for (let i = from[part] ?? 0; i < end; i += 1) {
      const document = first + (owners[i] ?? 0);
      scores[document] = (scores[document] ?? 0) + factor * (impacts[i] ?? 0);
    }
  }
}

/** Amount of a term that an entry holds at which it counts half of the most: K1 of BM25. */
const HALF_HELD = 0.9;

/**
 * Adds, to the scores of the entries of one part, weight × scale × how much their sections together hold of each term,
 * saturating.
 * @param entryOf by section, its entry.
 */
export function addEntryScores(
  terms: readonly LookedUp[],
  { owners, impacts }: Postings,
  part: number,
  entryOf: Uint32Array,
  scores: Float32Array,
  first: number,
  scale: number,
): void {
  for (const { weight, from, to } of terms) {
    const factor = weight * scale * (1 + HALF_HELD);
    const end = to[part] ?? 0;
    let i = from[part] ?? 0;
    while (i < end) {
      const entry = entryOf[owners[i] ?? 0] ?? 0;
      let held = 0;
      for (; i < end && entryOf[owners[i] ?? 0] === entry; i += 1) held += impacts[i] ?? 0;
      scores[first + entry] = (scores[first + entry] ?? 0) + (factor * held) / (held + HALF_HELD);
    }
  }
}

/** Adds terms to a bag, each once however often it is said. */
export function addTerms(into: Map<number, number>, keys: Iterable<number>, weight: number): void {
  for (const key of new Set(keys)) into.set(key, (into.get(key) ?? 0) + weight);
}
