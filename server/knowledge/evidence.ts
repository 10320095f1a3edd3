import type { Lexical } from './lexical/lexical.ts';
import { type Postings, rangeOf } from './lexical/postings.ts';
import { idfOf } from './lexical/terms.ts';
import type { Query } from './query.ts';

/** Matched terms of highest rarity at which `mass` counts half. */
const HALF_MASS = 2;
/**
 * Information, in units of idf, at which a phrase counts half: one everyday word that happens to be an alias proves
 * little, a whole name proves all.
 */
const HALF_PROOF = 2;

/** What names, aliases and questions say of a question, by entry of one part: shares 0..1. */
export interface Evidence {
  phrase: Float32Array;
  coverage: Float32Array;
  mass: Float32Array;
}

/**
 * Evidence of one part of the index.
 * @param evidence of all its parts together, which tell how rare a term is.
 */
export function evidenceIn(
  part: Lexical,
  evidence: readonly Postings[],
  { topic, otherwise }: Query,
): Evidence {
  const entries = part.evidence.documents;
  const found = {
    phrase: new Float32Array(entries),
    coverage: new Float32Array(entries),
    mass: new Float32Array(entries),
  };
  // A term that nobody knows is as rare as can be.
  const highest = Math.log(1 + (evidence.reduce((sum, { documents }) => sum + documents, 0) + 0.5) / 0.5);
  let total = 0;
  const { owners } = part.evidence;
  const { owners: phrases } = part.phrases;
  const said = new Float32Array(part.phrases.documents);
  for (const [key, weight] of [...topic, ...otherwise]) {
    const rarity = idfOf(evidence, key);
    // Other words for what was said may be found, and are not missed.
    if (topic.has(key)) total += weight * rarity;
    const [from, to] = rangeOf(part.evidence, key);
    for (let i = from; i < to; i += 1) {
      const entry = owners[i] ?? 0;
      found.coverage[entry] = (found.coverage[entry] ?? 0) + weight * rarity;
    }
    const [first, last] = rangeOf(part.phrases, key);
    for (let i = first; i < last; i += 1) {
      const phrase = phrases[i] ?? 0;
      said[phrase] = (said[phrase] ?? 0) + Math.min(1, weight) * rarity;
    }
  }
  for (let entry = 0; entry < entries; entry += 1) {
    const weight = found.coverage[entry] ?? 0;
    if (weight === 0) continue;
    const mass = weight / highest;
    found.mass[entry] = mass / (mass + HALF_MASS);
    found.coverage[entry] = Math.min(1, weight / total);
  }
  for (let phrase = 0; phrase < said.length; phrase += 1) {
    const sum = said[phrase] ?? 0;
    const whole = part.phraseTotals[phrase] ?? 0;
    if (sum === 0 || whole === 0) continue;
    // Squared, because half a phrase is often just the everyday half of it.
    const share = Math.min(1, sum / whole) ** 2 * (sum / (sum + HALF_PROOF));
    const entry = part.phraseOwners[phrase] ?? 0;
    if (share > (found.phrase[entry] ?? 0)) found.phrase[entry] = share;
  }
  return found;
}
