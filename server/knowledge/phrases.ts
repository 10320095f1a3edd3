import { createPace } from './pace.ts';

/** How completely a question says one of the phrases that people use for a guide. */
export interface PhraseIndex {
  /** Best share 0..1 by guide: 1 when every term of one of its phrases is in the question. */
  said(question: ReadonlyMap<string, number>): Map<number, number>;
}

/**
 * Information, in units of idf, at which a phrase counts half: one everyday word that happens to be an alias proves
 * little, a whole name proves all.
 */
const HALF_PROOF = 2;

/**
 * Index of phrases by guide (names, aliases, questions). Unlike BM25 it divides by the phrase and not by the question,
 * so that a long story around a short name is no weaker than the name alone. Squared, because half a phrase is often
 * just the everyday half of it.
 * @param phrases for each guide the terms of each phrase.
 */
export async function createPhraseIndex(
  phrases: readonly (readonly (readonly string[])[])[],
  idf: (term: string) => number,
): Promise<PhraseIndex> {
  const pace = createPace();
  const owners: number[] = [];
  const totals: number[] = [];
  const postings = new Map<string, number[]>();
  for (const [guide, list] of phrases.entries()) {
    for (const terms of list) {
      const position = owners.push(guide) - 1;
      const distinct = new Set(terms);
      totals.push([...distinct].reduce((sum, term) => sum + idf(term), 0));
      for (const term of distinct) {
        const found = postings.get(term);
        if (found) found.push(position);
        else postings.set(term, [position]);
      }
    }
    await pace();
  }

  return {
    said(question) {
      const matched = new Map<number, number>();
      for (const [term, weight] of question) {
        const value = Math.min(1, weight) * idf(term);
        for (const phrase of postings.get(term) ?? [])
          matched.set(phrase, (matched.get(phrase) ?? 0) + value);
      }
      const best = new Map<number, number>();
      for (const [phrase, sum] of matched) {
        const guide = owners[phrase] ?? -1;
        const total = totals[phrase] ?? 0;
        const share = total === 0 ? 0 : (sum / total) ** 2 * (sum / (sum + HALF_PROOF));
        best.set(guide, Math.max(best.get(guide) ?? 0, share));
      }
      return best;
    },
  };
}
