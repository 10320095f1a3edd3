import type { Locale } from '#protocol/index.ts';
import type { Peer } from './peer.ts';

/** The defaults of Lucene. */
const K1 = 1.2;
const B = 0.75;

/** Plain BM25 (Robertson & Zaragoza 2009) over lower-case words, with no stems, fields or stop words. */
export function bm25(lang: Locale): Peer {
  const segmenter = new Intl.Segmenter(lang, { granularity: 'word' });
  const wordsOf = (text: string) =>
    [...segmenter.segment(text.toLowerCase())].flatMap(({ segment, isWordLike }) =>
      isWordLike ? [segment] : [],
    );
  const postings = new Map<string, Map<number, number>>();
  let lengths: number[] = [];
  let average = 1;
  return {
    name: 'plain BM25',
    async build(documents) {
      postings.clear();
      lengths = documents.map(({ title, text }, number) => {
        const words = wordsOf(`${title}\n${text}`);
        for (const word of words) {
          const own = postings.get(word) ?? new Map<number, number>();
          postings.set(word, own.set(number, (own.get(number) ?? 0) + 1));
        }
        return words.length;
      });
      average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
    },
    async search(text, _vector, count) {
      const scores = new Map<number, number>();
      for (const word of new Set(wordsOf(text))) {
        const own = postings.get(word);
        if (!own) continue;
        const idf = Math.log(1 + (lengths.length - own.size + 0.5) / (own.size + 0.5));
        for (const [number, frequency] of own) {
          const length = 1 - B + (B * (lengths[number] ?? 0)) / average;
          const score = (idf * frequency * (K1 + 1)) / (frequency + K1 * length);
          scores.set(number, (scores.get(number) ?? 0) + score);
        }
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, count)
        .map(([number]) => number);
    },
  };
}
