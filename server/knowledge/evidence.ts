import type { Lexical } from './lexical/lexical.ts';
import { rangeOf } from './lexical/postings.ts';
import { zeroed } from './lexical/scratch.ts';
import { lookUp } from './lexical/terms.ts';
import type { Query } from './query.ts';

/** Matched terms of highest rarity at which `mass` counts half. */
const HALF_MASS = 2;
/**
 * Information, in units of idf, at which a phrase counts half: one everyday word that happens to be an alias proves
 * little, a whole name proves all.
 */
const HALF_PROOF = 2;

/** What names, aliases and questions say of a question, by entry of the whole index: shares 0..1. */
export interface Evidence {
  phrase: Float32Array;
  coverage: Float32Array;
  mass: Float32Array;
}

/** Evidence of all parts of an index; good until the next question. */
export function evidenceIn(
  parts: readonly { lexical: Lexical; firstEntry: number }[],
  { topic, otherwise }: Query,
): Evidence {
  let entries = 0;
  for (const { lexical } of parts) entries += lexical.evidence.documents;
  const phrase = zeroed('evidence phrase', entries);
  const coverage = zeroed('evidence coverage', entries);
  const mass = zeroed('evidence mass', entries);
  const looked = lookUp(
    [...topic, ...otherwise],
    parts.map(({ lexical }) => lexical.evidence),
  );
  // A term that nobody knows is as rare as can be.
  const highest = Math.log(1 + (entries + 0.5) / 0.5);
  let total = 0;
  // Other words for what was said may be found, and are not missed.
  for (const { key, given, idf } of looked) if (topic.has(key)) total += given * idf;

  for (const [part, { lexical, firstEntry }] of parts.entries()) {
    const { owners } = lexical.evidence;
    const { owners: phrases, documents } = lexical.phrases;
    const said = zeroed('evidence said', documents);
    for (const { key, given, idf, from, to } of looked) {
      const weight = given * idf;
      const end = to[part] ?? 0;
      for (let i = from[part] ?? 0; i < end; i += 1) {
        const entry = firstEntry + (owners[i] ?? 0);
        coverage[entry] = (coverage[entry] ?? 0) + weight;
      }
      const most = Math.min(1, given) * idf;
      const [first, last] = rangeOf(lexical.phrases, key);
      for (let i = first; i < last; i += 1) {
        const place = phrases[i] ?? 0;
        said[place] = (said[place] ?? 0) + most;
      }
    }
    const { phraseOwners, phraseTotals } = lexical;
    for (let place = 0; place < documents; place += 1) {
      const sum = said[place] ?? 0;
      if (sum === 0) continue;
      const whole = phraseTotals[place] ?? 0;
      if (whole === 0) continue;
      // Squared, because half a phrase is often just the everyday half of it.
      const share = Math.min(1, sum / whole) ** 2 * (sum / (sum + HALF_PROOF));
      const entry = firstEntry + (phraseOwners[place] ?? 0);
      if (share > (phrase[entry] ?? 0)) phrase[entry] = share;
    }
  }
  for (let entry = 0; entry < entries; entry += 1) {
    const weight = coverage[entry] ?? 0;
    if (weight === 0) continue;
    const share = weight / highest;
    mass[entry] = share / (share + HALF_MASS);
    coverage[entry] = Math.min(1, weight / total);
  }
  return { phrase, coverage, mass };
}
