import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { citizenSaid, type Turn } from '#server/knowledge/index.ts';
import { type CollectionIndex, indexCollection } from '#server/knowledge/language-index.ts';
import { type Feature, type Features, WEIGHTS, worth } from '#server/knowledge/ranking.ts';
import { type RankedSection, rankSections, understand } from '#server/knowledge/search.ts';
import { type Collection, type CollectionQuery, loadCollection } from './collection.ts';
import { measurePeers, type PeerFigures } from './collection-peers.ts';
import { areaUnderCurve, meanWithInterval, percentile, RANK_FIGURES, rankFigures } from './metrics.ts';

const told = ({ scenario }: CollectionQuery) => citizenSaid(scenario === null ? [] : [scenario]);

/** What of a conversation goes before the question, and for which questions. */
const VIEWS = {
  /** The question by itself. */
  alone: { before: () => [], holds: () => true },
  /** After what the citizen told of themselves. */
  scenario: { before: told, holds: () => true },
  /** After all that was said before. */
  context: { before: (query) => [...told(query), ...query.history], holds: () => true },
  /** Only questions that open a conversation. */
  first: { before: () => [], holds: ({ history }) => history.length === 0 },
} satisfies Record<
  string,
  { before(query: CollectionQuery): Turn[]; holds(query: CollectionQuery): boolean }
>;
type View = keyof typeof VIEWS;

/** What can be switched off, with the features that it gives. */
const INGREDIENTS: Readonly<Record<string, readonly Feature[]>> = {
  words: ['words'],
  pairs: ['pairs'],
  'whole document': ['entry', 'citizenEntry', 'citizenPairs', 'dialogueEntry'],
  'earlier turns': [
    'citizenEntry',
    'citizenPairs',
    'citizenLikeness',
    'dialogueEntry',
    'dialogueSection',
    'dialogueNeighbours',
  ],
  neighbours: ['neighbours', 'dialogueNeighbours'],
  'words close together': ['closeness', 'together'],
  opening: ['opening'],
  'length and place': ['length', 'first'],
  vectors: ['likeness', 'citizenLikeness'],
};

export interface Figure {
  mean: number;
  low: number;
  high: number;
}
export interface ViewFigures extends Record<(typeof RANK_FIGURES)[number], Figure> {
  queries: number;
  p50Ms: number;
  p95Ms: number;
  /** nDCG@10 without each ingredient. */
  without: Record<string, number>;
  /** Area under the curve of telling what can be answered from what cannot; null where the collection does not say. */
  answerableAuc: number | null;
}
export interface CollectionFigures {
  collection: string;
  lang: string;
  sections: number;
  entries: number;
  buildMs: number;
  indexBytes: number;
  views: Partial<Record<View, ViewFigures>>;
  /** Given everything that was said as one text; a sample of the queries. */
  peers: PeerFigures[];
}

/** Records of a ranking, each once, best first. */
function recordsOf(ranked: readonly { section: number }[], records: readonly string[]): string[] {
  const distinct = new Set<string>();
  for (const { section } of ranked) {
    distinct.add(records[section] ?? '');
    if (distinct.size === 10) break;
  }
  return [...distinct];
}

const withoutFeatures = (features: readonly Feature[]) => {
  const weights: Record<keyof Features, number> = { ...WEIGHTS };
  for (const name of features) weights[name] = 0;
  return weights;
};

/** Sections behind the first that its lead is measured against. */
const FIELD = 19;

/** How far the best stands out: a question that nothing answers finds many texts that are about as good. */
export function lead(ranked: readonly RankedSection[]): number {
  const [first, ...others] = ranked;
  const field = others.slice(0, FIELD);
  const mean = field.reduce((sum, { worth: each }) => sum + each, 0) / Math.max(1, field.length);
  return first ? first.worth - mean : 0;
}

/** The views that differ from one another in this collection. */
function viewsOf({ queries }: Collection): View[] {
  const scenario = queries.some((query) => query.scenario !== null);
  const history = queries.some((query) => query.history.length > 0);
  const first = history && queries.some((query) => query.history.length === 0);
  const has: Record<View, boolean> = { alone: true, scenario, context: history, first };
  return (Object.keys(VIEWS) as View[]).filter((view) => has[view]);
}

async function measureView(
  view: View,
  { queries, records }: Collection,
  index: CollectionIndex,
  onProgress: (fraction: number) => void,
): Promise<ViewFigures | undefined> {
  const { before, holds } = VIEWS[view];
  const asked = queries.filter(holds).map((query) => ({ query, history: before(query) }));
  const judged: ReturnType<typeof rankFigures>[] = [];
  const times: number[] = [];
  const ablated = new Map(Object.keys(INGREDIENTS).map((name) => [name, [] as number[]]));
  const leads = { answerable: [] as number[], unanswerable: [] as number[] };
  for (const [done, { query, history }] of asked.entries()) {
    onProgress(done / asked.length);
    if (query.relevant.size === 0 && query.answerable !== false) continue;
    const started = performance.now();
    const understood = await understand(index, { text: query.text, history });
    const ranked = await rankSections(index, index.offline, understood);
    times.push(performance.now() - started);
    if (query.answerable === false) leads.unanswerable.push(lead(ranked));
    if (query.relevant.size === 0) continue;
    if (query.answerable) leads.answerable.push(lead(ranked));
    judged.push(rankFigures(recordsOf(ranked, records), query.relevant));
    for (const [name, features] of Object.entries(INGREDIENTS)) {
      const weights = withoutFeatures(features);
      const again = ranked
        .map((each) => ({ section: each.section, worth: worth(each.features, weights) }))
        .sort((a, b) => b.worth - a.worth);
      ablated.get(name)?.push(rankFigures(recordsOf(again, records), query.relevant).ndcg10);
    }
  }
  if (judged.length === 0) return undefined;
  const figure = (name: (typeof RANK_FIGURES)[number]) => meanWithInterval(judged.map((each) => each[name]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    queries: judged.length,
    hit1: figure('hit1'),
    hit5: figure('hit5'),
    hit10: figure('hit10'),
    mrr10: figure('mrr10'),
    ndcg10: figure('ndcg10'),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    without: Object.fromEntries([...ablated].map(([name, values]) => [name, mean(values)])),
    answerableAuc:
      leads.unanswerable.length === 0 ? null : areaUnderCurve(leads.answerable, leads.unanswerable),
  };
}

async function bytesIn(dir: string): Promise<number> {
  const names = await readdir(dir, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dir, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * Builds a fresh index over a test collection and ranks for all its queries, as often as there are ways to ask: alone,
 * after what the citizen told, after the whole conversation, at its opening. Ingredients are switched off in the last
 * step, over the same candidates.
 */
export async function measureCollection(
  dir: string,
  onProgress: (fraction: number) => void,
): Promise<CollectionFigures> {
  const collection = await loadCollection(dir);
  const indexDir = await mkdtemp(join(tmpdir(), 'bench-collection-'));
  try {
    const started = performance.now();
    const index = await indexCollection(
      collection.entries.map((entry, position) => ({ ...entry, id: String(position) })),
      { lang: collection.lang, dir: indexDir, embeddings: null, warn: console.warn, onProgress: () => {} },
    );
    const buildMs = performance.now() - started;
    const views: CollectionFigures['views'] = {};
    const names = viewsOf(collection);
    for (const [done, view] of names.entries()) {
      const figures = await measureView(view, collection, index, (share) =>
        onProgress((done + share) / names.length),
      );
      if (figures) views[view] = figures;
    }
    return {
      collection: basename(dir),
      lang: collection.lang,
      sections: collection.records.length,
      entries: collection.entries.length,
      buildMs,
      indexBytes: await bytesIn(indexDir),
      views,
      peers: await measurePeers(collection),
    };
  } finally {
    await rm(indexDir, { recursive: true, force: true });
  }
}

const percent = (value: number) => (value * 100).toFixed(1);

export function printCollection(figures: CollectionFigures): void {
  const { collection, lang, sections, entries, buildMs, indexBytes, views, peers } = figures;
  console.log(
    `  ${collection} (${lang}): ${sections} sections of ${entries} documents, built in ${(buildMs / 1000).toFixed(1)} s, ${(indexBytes / 1e6).toFixed(1)} MB`,
  );
  for (const [view, each] of Object.entries(views)) {
    console.log(`    ${view}, ${each.queries} queries`);
    for (const name of RANK_FIGURES) {
      const { mean, low, high } = each[name];
      console.log(`      ${name.padEnd(8)} ${percent(mean)}  [${percent(low)}, ${percent(high)}]`);
    }
    console.log(`      a query, p50 / p95  ${each.p50Ms.toFixed(1)} / ${each.p95Ms.toFixed(1)} ms`);
    if (each.answerableAuc !== null)
      console.log(`      unanswerable told apart, AUC  ${each.answerableAuc.toFixed(3)}`);
    console.log(
      `      nDCG@10 without  ${Object.entries(each.without)
        .map(([name, value]) => `${name} ${percent(value)}`)
        .join(', ')}`,
    );
  }
  for (const { name, queries, ndcg10, hit1, buildMs: built, p50Ms, p95Ms } of peers)
    console.log(
      `    ${name} (all that was said, ${queries} queries): nDCG@10 ${percent(ndcg10)}, hit1 ${percent(hit1)}; built in ${(built / 1000).toFixed(1)} s, a query p50 / p95 ${p50Ms.toFixed(1)} / ${p95Ms.toFixed(1)} ms`,
    );
}
