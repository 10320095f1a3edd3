import type { SearchHit } from '#protocol/index.ts';
import { type Candidate, candidatesFor, type Likenesses, type Scope } from './candidates.ts';
import { type Embedder, toUnit } from './embed/types.ts';
import type { Channel, CollectionIndex, LanguageIndex } from './language-index.ts';
import { askedAfter, askedAlone, type Leaning, leansBack, type Query } from './query.ts';
import { entryScore, type Fit, fitOdds, RUNNER_UP_SHARE, sectionShare, THRESHOLD, worth } from './ranking.ts';
import { createRecent, type Recent } from './recent.ts';
import {
  type Aspect,
  type Guide,
  isWithheld,
  type RankedGuide,
  type SearchRequest,
  type SearchResult,
} from './types.ts';

/** Units looked at in the vector space: enough for several of each of the best entries. */
const NEIGHBOURS = 64;

interface Vectors {
  /** The question with the turns that it leans on, then each clause of a rambling one. */
  topic: readonly Float32Array[];
  question: Float32Array;
  /** null at the start of a conversation. */
  before: Float32Array | null;
}

function mixed(vectors: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const [only] = vectors;
  // The very same vector, so that what was found near it is known when it is asked for again.
  if (only && vectors.length === 1) return only;
  const sum = new Float32Array(only?.length ?? 0);
  for (let i = 0; i < vectors.length; i += 1) {
    const vector = vectors[i] ?? sum;
    const weight = weights[i] ?? 0;
    for (let j = 0; j < sum.length; j += 1) sum[j] = (sum[j] ?? 0) + weight * (vector[j] ?? 0);
  }
  return toUnit(sum);
}

async function embed(query: Query, embedder: Embedder): Promise<Vectors> {
  const texts = [...query.texts, ...query.before].map(({ text }) => text);
  const vectors = await embedder.questions([...texts, ...query.clauses]);
  const own = vectors.slice(0, query.texts.length);
  const before = vectors.slice(query.texts.length, texts.length);
  const weights = (list: readonly { weight: number }[]) => list.map(({ weight }) => weight);
  return {
    topic: [mixed(own, weights(query.texts)), ...vectors.slice(texts.length)],
    question: vectors[0] ?? new Float32Array(0),
    before: before.length === 0 ? null : mixed(before, weights(query.before)),
  };
}

async function likenesses(channel: Channel, query: Query): Promise<Likenesses> {
  const { space, embedder } = channel;
  const vectors = await embed(query, embedder);
  const entries = new Map<number, number>();
  const sections = new Set<number>();
  for (const vector of vectors.topic) {
    const background = space.background(vector);
    for (const { entry, section, cosine } of space.nearest(vector, NEIGHBOURS)) {
      const likeness = Math.max(0, (cosine - background) / (1 - background));
      if (section === null) entries.set(entry, Math.max(entries.get(entry) ?? 0, likeness));
      else sections.add(section);
    }
  }
  const { question, before } = vectors;
  const likenessTo = (vector: Float32Array | null) => (section: number) =>
    vector === null ? 0 : Math.max(0, space.cosine(vector, section));
  return { entries, sections, toQuestion: likenessTo(question), toCitizen: likenessTo(before) };
}

/** A section with its worth, comparable within one question only. */
export interface RankedSection extends Candidate {
  worth: number;
}

const NO_ASPECTS: Scope = { aspectRank: () => null };

/** All sections that anything speaks for, best first. */
export async function rankSections(
  index: CollectionIndex,
  channel: Channel,
  query: Query,
  scope = NO_ASPECTS,
): Promise<RankedSection[]> {
  const near = await likenesses(channel, query);
  const ranked = candidatesFor(query, index.parts, near, scope).map(
    ({ entry, section, evident, features }): RankedSection => ({
      entry,
      section,
      evident,
      features,
      worth: worth(features),
    }),
  );
  return ranked.sort((a, b) => b.worth - a.worth);
}

/** The best that any entry has of what tells whether the question fits the collection. */
export function bestFit(ranked: readonly RankedSection[]): Fit | undefined {
  return ranked[0]?.features;
}

/** Questions that are kept as they were read: an answer searches for the same one several times. */
const KEPT_QUESTIONS = 64;
const questions = new WeakMap<CollectionIndex, Recent<string, Query>>();

function aloneIn(index: CollectionIndex, text: string): Query {
  let recent = questions.get(index);
  if (!recent) {
    recent = createRecent(KEPT_QUESTIONS);
    questions.set(index, recent);
  }
  return recent.get(text, () => askedAlone(text, index));
}

/** The question, its slips of spelling mended, in the light of the turns before it. */
export async function understand(
  index: CollectionIndex,
  request: Pick<SearchRequest, 'text' | 'history'>,
): Promise<Query> {
  const alone = aloneIn(index, request.text);
  const history = request.history ?? [];
  const leans = leansBack(request.text, index.lang);
  const hollow = alone.topic.size === 0;
  if (history.length === 0) return alone;
  const leaning = async (): Promise<Leaning> => {
    if (hollow) return leans || alone.aspects.length > 0 ? 'whole' : 'silent';
    const fit = bestFit(await rankSections(index, index.offline, alone));
    if (fit && entryScore(fitOdds(fit), 0) >= THRESHOLD) return 'own-topic';
    return leans ? 'follow-up' : 'aside';
  };
  return askedAfter(alone, history, await leaning(), index);
}

const anchorOf = (aspect: Aspect) => (aspect === 'overview' ? 'summary' : aspect);

/** Whether the best entry passes as what is asked for; a settled guide leaves no doubt. */
const fits = ({ features }: RankedSection, { guide, threshold = THRESHOLD }: SearchRequest) =>
  guide === undefined && entryScore(fitOdds(features), 0) >= Math.max(threshold, THRESHOLD);

/** Worth by which another office's matter must lead: to send somebody away wrongly is worse than to answer. */
const ELSEWHERE_LEAD = 6;

const NOTHING: SearchResult = { hits: [], guides: [], fits: false };

/**
 * Ranks sections by all that speaks for them and their guides. With `guide` given the guide is taken as settled: its
 * sections are ranked, and they fit when the question names an aspect or shares a word with one of them.
 * @param usable guides that may be shown today.
 */
export async function searchIndex(
  index: LanguageIndex,
  channel: Channel,
  request: SearchRequest,
  usable: (guide: Guide) => boolean,
): Promise<SearchResult> {
  const query = await understand(index, request);
  const asked = query.aspects.length > 0 ? query.aspects.map(anchorOf) : ['summary', 'steps'];
  const settled =
    request.guide === undefined ? undefined : index.guides.findIndex((guide) => guide?.id === request.guide);
  if (settled === -1) return NOTHING;
  const ranked = await rankSections(index, channel, query, {
    ...(settled === undefined ? {} : { only: settled }),
    aspectRank(entry, section) {
      // Whatever is asked of another office's matter, the answer is which office it is.
      if (index.elsewhere[entry]) return 0;
      const rank = asked.indexOf(index.guides[entry]?.sections[section]?.anchor ?? '');
      return rank < 0 ? null : rank;
    },
  });

  const best = new Map<number, RankedSection>();
  let other: RankedSection | undefined;
  let withheld: RankedSection | undefined;
  const shown: RankedSection[] = [];
  const mayShow = new Map<number, boolean>();
  for (const each of ranked) {
    const { entry } = each;
    if (!best.size && index.elsewhere[entry]) other ??= each;
    let may = mayShow.get(entry);
    if (may === undefined) {
      const guide = index.guides[entry];
      may = guide !== undefined && usable(guide);
      if (!may && !best.size && !other && guide && isWithheld(guide)) withheld ??= each;
      mayShow.set(entry, may);
      if (may) best.set(entry, each);
    }
    if (may) shown.push(each);
  }
  const [top] = best.values();
  const held = withheld && fits(withheld, request) ? index.guides[withheld.entry] : undefined;
  if (held && request.threshold !== 0) return { ...NOTHING, withheld: held };
  const leads = other && (!top || other.worth - top.worth >= ELSEWHERE_LEAD);
  const elsewhere = other && leads && fits(other, request) ? index.elsewhere[other.entry] : undefined;
  const found = elsewhere ? { elsewhere } : {};
  if (!top) return { ...NOTHING, ...found };
  const odds = fitOdds(top.features);
  if (elsewhere && request.threshold !== 0) return { ...NOTHING, elsewhere };
  const scoreOf = ({ worth }: RankedSection) => entryScore(odds, top.worth - worth);
  const named = query.aspects.length > 0;
  const certain = settled === undefined ? 0 : THRESHOLD;
  if (
    settled === undefined
      ? scoreOf(top) < (request.threshold ?? THRESHOLD)
      : !named && !shown.some(({ evident }) => evident)
  )
    return { ...NOTHING, ...found };

  const offered = new Map(
    [...best].filter(
      ([, each]) => request.threshold === 0 || scoreOf(each) >= scoreOf(top) * RUNNER_UP_SHARE,
    ),
  );
  const guides: RankedGuide[] = [...offered].flatMap(([entry, each]) => {
    const guide = index.guides[entry];
    return guide ? [{ guide: guide.id, score: scoreOf(each) }] : [];
  });
  const scored: { each: RankedSection; score: number }[] = [];
  for (const each of shown) {
    const first = offered.get(each.entry);
    if (!first) continue;
    // A settled guide is certain to be meant: its sections score by their own worth, not by the guide's.
    const score = Math.max(certain, scoreOf(first)) * sectionShare(first.worth - each.worth);
    scored.push({ each, score });
  }
  scored.sort((a, b) => b.score - a.score);
  const hits = scored.slice(0, request.limit ?? 10).flatMap(({ each, score }): SearchHit[] => {
    const guide = index.guides[each.entry];
    const place = guide?.sections[each.section - (index.firstSections[each.entry] ?? 0)];
    if (!guide || !place) return [];
    const { id, version, name } = guide;
    const { anchor, title, text } = place;
    return [{ guide: id, version, section: anchor, title: `${name} · ${title}`, text, score }];
  });
  return { hits, guides, fits: true, ...found };
}
