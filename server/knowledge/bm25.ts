import { createPace } from './pace.ts';

/** One document: its terms by field, in the order of the field weights. */
export type FieldedTerms = readonly (readonly string[])[];

export interface Bm25Options {
  /** One weight per field. */
  weights: readonly number[];
  /** Saturation of repeated terms; 1.2 is the customary value (Robertson & Zaragoza 2009). */
  k1?: number;
  /** Length normalisation, 0 none … 1 full; 0.75 is the customary value. */
  b?: number;
}

export interface Match {
  /** BM25F score as a share of the highest the query could reach, 0..1. */
  score: number;
  /** Share of the query's weight (term weight × idf) whose terms occur in the document, 0..1. */
  coverage: number;
  /** The same as `coverage`, but in units of the highest idf: what was said at all, however much else was said. */
  mass: number;
}

export interface Bm25 {
  /** Robertson–Spärck Jones idf, never negative. A term that no document holds has the highest. */
  idf(term: string): number;
  /** Documents that share a term with the query, by position. `query` maps terms to weights. */
  match(query: ReadonlyMap<string, number>): Map<number, Match>;
}

interface Posting {
  document: number;
  /** Field-weighted, length-normalised, saturated term frequency, 0..1. */
  impact: number;
}

/**
 * BM25F (Zaragoza et al. 2004): term frequencies are weighted by field and length-normalised per field before they
 * saturate together, so that a word in the name outweighs the same word far down in the text.
 */
export async function createBm25(documents: readonly FieldedTerms[], options: Bm25Options): Promise<Bm25> {
  const pace = createPace();
  const { weights, k1 = 1.2, b = 0.75 } = options;
  const averages = weights.map((_, field) => {
    const total = documents.reduce((sum, fields) => sum + (fields[field]?.length ?? 0), 0);
    return Math.max(1, total / Math.max(1, documents.length));
  });

  const postings = new Map<string, Posting[]>();
  for (const [document, fields] of documents.entries()) {
    const frequencies = new Map<string, number>();
    fields.forEach((terms, field) => {
      const length = 1 - b + (b * terms.length) / (averages[field] ?? 1);
      for (const term of terms)
        frequencies.set(term, (frequencies.get(term) ?? 0) + (weights[field] ?? 0) / length);
    });
    for (const [term, frequency] of frequencies) {
      const list = postings.get(term);
      const posting = { document, impact: frequency / (frequency + k1) };
      if (list) list.push(posting);
      else postings.set(term, [posting]);
    }
    await pace();
  }

  const idf = (term: string) => {
    const found = postings.get(term)?.length ?? 0;
    return Math.log(1 + (documents.length - found + 0.5) / (found + 0.5));
  };

  return {
    idf,
    match(query) {
      const matches = new Map<number, Match>();
      let total = 0;
      const highest = idf('');
      for (const [term, weight] of query) {
        const value = weight * idf(term);
        total += value;
        for (const { document, impact } of postings.get(term) ?? []) {
          const match = matches.get(document) ?? { score: 0, coverage: 0, mass: 0 };
          match.score += value * impact;
          match.coverage += value;
          matches.set(document, match);
        }
      }
      for (const match of matches.values()) {
        match.score /= total;
        match.mass = match.coverage / highest;
        match.coverage /= total;
      }
      return matches;
    },
  };
}
