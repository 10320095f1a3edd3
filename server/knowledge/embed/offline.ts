import type { Locale } from '#protocol/index.ts';
import { createPace } from '../pace.ts';
import { LEXICON } from '../texts/lexicon.ts';
import { normalize, topicTerms } from '../tokens.ts';
import { type Embedder, toUnit } from './types.ts';

/** Raised whenever tokens, features or projection change, so that kept vectors are made anew. */
const VERSION = 2;
/** Width of the vectors. Random projections keep inner products to about 1/√dims, here ±0.05. */
const DIMS = 384;
/** Entries of the vector that one feature touches (sparse projection, Achlioptas 2003; Li, Hastie & Church 2006). */
const SPREAD = 8;
/** Texts between two breaths of the event loop: under 10 ms on one slow core. */
const BATCH_SIZE = 16;
/** Share of a feature's weight in a word's character n-grams relative to the word itself. */
const GRAM_WEIGHT = 0.5;

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Features of a text with their weights: terms, and pieces of them that survive a typing error. */
export function features(text: string, lang: Locale): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (feature: string, weight: number) => counts.set(feature, (counts.get(feature) ?? 0) + weight);
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

function project(weighted: ReadonlyMap<string, number>): Float32Array {
  const vector = new Float32Array(DIMS);
  for (const [feature, weight] of weighted) {
    let state = hash(feature) || 1;
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
 * @param rarity weight of a feature; defaults to 1 for all.
 */
export function createOfflineEmbedder(lang: Locale, rarity: (feature: string) => number = () => 1): Embedder {
  return {
    batch: BATCH_SIZE,
    id: `offline-${VERSION}-${lang}-${DIMS}-${hash([...LEXICON[lang].stopWords].join(' ')).toString(16)}`,
    passages: async (texts) => texts.map((text) => project(features(text, lang))),
    questions: async (texts) =>
      texts.map((text) => {
        const weighted = features(text, lang);
        for (const [feature, weight] of weighted) weighted.set(feature, weight * rarity(feature));
        return project(weighted);
      }),
  };
}

/** Inverse document frequency of the features of `texts`, for {@link createOfflineEmbedder}. */
export async function featureRarity(
  texts: readonly string[],
  lang: Locale,
): Promise<(feature: string) => number> {
  const pace = createPace();
  const found = new Map<string, number>();
  for (const text of texts) {
    for (const feature of features(text, lang).keys()) found.set(feature, (found.get(feature) ?? 0) + 1);
    await pace();
  }
  return (feature) => Math.log(1 + texts.length / (1 + (found.get(feature) ?? 0)));
}
