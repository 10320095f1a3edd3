import type { Locale } from '#protocol/index.ts';
import { termKey } from '../lexical/hash.ts';
import { countOf, type KeyCounter, type KeyCounts } from '../lexical/key-counts.ts';
import { createRecent } from '../recent.ts';
import { normalize, topicTerms } from '../tokens.ts';
import { type Embedder, toUnit } from './types.ts';

/** Width of the vectors. Random projections keep inner products to about 1/√dims, here ±0.05. */
const DIMS = 384;
/** Entries of the vector that one feature touches (sparse projection, Achlioptas 2003; Li, Hastie & Church 2006). */
const SPREAD = 8;
/** Share of a feature's weight in a word's character n-grams relative to the word itself. */
const GRAM_WEIGHT = 0.5;
/** Questions whose vectors are kept: an answer asks for the same ones several times. */
const KEPT_QUESTIONS = 64;

/**
 * Features of a text with their weights, by {@link termKey}: terms, and pieces of them that survive a typing error.
 */
export function features(text: string, lang: Locale): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number) => {
    const key = termKey(feature);
    counts.set(key, (counts.get(key) ?? 0) + weight);
  };
  for (const token of topicTerms(text, lang)) add(token, 1);
  if (lang === 'en') {
    for (const word of normalize(text).match(/[a-z]{4,}/g) ?? []) {
      const framed = `<${word}>`;
      for (let i = 0; i + 3 <= framed.length; i += 1) add(`#${framed.slice(i, i + 3)}`, GRAM_WEIGHT);
    }
  }
  if (lang === 'zh') {
    const runs = normalize(text).match(/\p{Script=Han}{3,}/gu) ?? [];
    for (const run of runs)
      for (let i = 0; i + 3 <= run.length; i += 1) add(`#${run[i]}_${run[i + 2]}`, GRAM_WEIGHT);
  }
  // Repetition says little: log-damped, as in tf-idf weighting (Salton & Buckley 1988).
  for (const [feature, count] of counts) counts.set(feature, count > 1 ? 1 + Math.log(count) : count);
  return counts;
}

function project(weighted: ReadonlyMap<number, number>): Float32Array {
  const vector = new Float32Array(DIMS);
  for (const [feature, weight] of weighted) {
    let state = feature || 1;
    for (let i = 0; i < SPREAD; i += 1) {
      // xorshift32 (Marsaglia 2003), seeded by the feature itself: the same on every machine and in every run.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const place = (state >>> 1) % DIMS;
      vector[place] = (vector[place] ?? 0) + ((state & 1) === 0 ? weight : -weight);
    }
  }
  return toUnit(vector);
}

/**
 * The embedder that needs no network and no weights: terms and character n-grams, hashed into a fixed random
 * projection. Passages do not depend on the rest of the collection, so one changed section is one new vector;
 * rarity weighs on the side of the question only.
 * @param rarity weight of a feature by its key; defaults to 1 for all.
 */
export function createOfflineEmbedder(lang: Locale, rarity: (feature: number) => number = () => 1): Embedder {
  const recent = createRecent<string, Float32Array>(KEPT_QUESTIONS);
  const vectorOf = (text: string) => {
    const weighted = features(text, lang);
    for (const [feature, weight] of weighted) weighted.set(feature, weight * rarity(feature));
    return project(weighted);
  };
  return {
    id: `offline ${lang}`,
    questions: async (texts) => texts.map((text) => recent.get(text, () => vectorOf(text))),
  };
}

/** Vector of a text of a guide; counts its features on the way, for {@link rarityOf}. */
export function embedPassage(text: string, lang: Locale, counter: KeyCounter): Float32Array {
  const found = features(text, lang);
  for (const feature of found.keys()) counter.add(feature);
  return project(found);
}

/** In how many of some texts each feature occurs. */
export interface FeatureCounts {
  table: KeyCounts;
  texts: number;
}

/** Inverse document frequency of features, for {@link createOfflineEmbedder}. */
export function rarityOf(counted: readonly FeatureCounts[]): (feature: number) => number {
  const texts = counted.reduce((sum, each) => sum + each.texts, 0);
  return (feature) =>
    Math.log(1 + texts / (1 + counted.reduce((sum, { table }) => sum + countOf(table, feature), 0)));
}
