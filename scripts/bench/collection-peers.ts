import type { Collection, CollectionQuery } from './collection.ts';
import { embedderOf, searchPeers } from './compare/index.ts';
import { percentile, rankFigures, seeded } from './metrics.ts';

export interface PeerFigures {
  name: string;
  queries: number;
  ndcg10: number;
  hit1: number;
  buildMs: number;
  p50Ms: number;
  p95Ms: number;
}

/** Some peers take over a tenth of a second a query. */
const MAX_QUERIES = 200;
/** Passages asked for: several may belong to one record. */
const DEPTH = 30;

/** The same few queries in every run. */
function sample<T>(items: readonly T[]): T[] {
  const random = seeded(2);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, MAX_QUERIES)
    .map(({ item }) => item);
}

/**
 * What people would otherwise take, on the same passages: each gets the question and all that was said before as one
 * text, as such tools are used. A sample of {@link MAX_QUERIES} queries.
 */
export async function measurePeers({ entries, records, queries, lang }: Collection): Promise<PeerFigures[]> {
  const passages = entries.flatMap(({ sections }) => sections);
  const { vectors, questions } = embedderOf(
    passages.map(({ title, text }) => `${title}\n${text}`),
    lang,
  );
  const documents = passages.map((passage, i) => ({ ...passage, vector: vectors[i] ?? new Float32Array(0) }));
  const textOf = ({ text, scenario, history }: CollectionQuery) =>
    [text, scenario ?? '', ...history.map((turn) => turn.text)].join(' ');
  const asked = sample(queries.filter(({ relevant }) => relevant.size > 0));
  const figures: PeerFigures[] = [];
  for (const peer of searchPeers(lang)) {
    const started = performance.now();
    await peer.build(documents);
    const buildMs = performance.now() - started;
    const times: number[] = [];
    const judged: ReturnType<typeof rankFigures>[] = [];
    for (const query of asked) {
      const text = textOf(query);
      const began = performance.now();
      const [vector = new Float32Array(0)] = await questions([text]);
      const found = await peer.search(text, vector, DEPTH);
      times.push(performance.now() - began);
      judged.push(rankFigures([...new Set(found.map((place) => records[place] ?? ''))], query.relevant));
    }
    const mean = (name: 'ndcg10' | 'hit1') =>
      judged.reduce((sum, each) => sum + each[name], 0) / judged.length;
    figures.push({
      name: peer.name,
      queries: judged.length,
      ndcg10: mean('ndcg10'),
      hit1: mean('hit1'),
      buildMs,
      p50Ms: percentile(times, 0.5),
      p95Ms: percentile(times, 0.95),
    });
  }
  return figures;
}
