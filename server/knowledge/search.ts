import type { Locale, SearchHit } from '#protocol/index.ts';
import { type Bm25, createBm25 } from './bm25.ts';
import type { Embedder } from './embed/types.ts';
import { toUnit } from './embed/types.ts';
import { askedAfter, askedAlone, type Leaning, leansBack, type Query } from './query.ts';
import { calibrated, type Evidence, RUNNER_UP_SHARE, sectionWorth, THRESHOLD } from './ranking.ts';
import { tokenize } from './tokens.ts';
import type { Aspect, Guide, RankedGuide, SearchRequest, SearchResult } from './types.ts';
import type { Unit } from './units.ts';
import type { VectorSpace } from './vectors.ts';

/** An embedder with the vectors that it made. */
export interface Channel {
  embedder: Embedder;
  space: VectorSpace;
}

/** Everything needed to search the guides of one language. Never changed once built. */
export interface LanguageIndex {
  lang: Locale;
  guides: readonly Guide[];
  units: readonly Unit[];
  byGuide: Bm25;
  bySection: Bm25;
  /** Of `bySection`'s documents. */
  sections: readonly { guide: number; section: number }[];
  offline: Channel;
  /** Preferred while it answers. */
  remote: Channel | null;
}

/** Field weights: name, aliases, questions as people ask, text. Chosen on the golden set. */
const GUIDE_FIELDS = [3, 3, 2, 1] as const;
/** Field weights: title, text. */
const SECTION_FIELDS = [2, 1] as const;
/** Units looked at in the vector space: enough for several of each of the best guides. */
const NEIGHBOURS = 64;

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The lexical half of a language's index. */
export async function buildLexical(
  guides: readonly Guide[],
  lang: Locale,
): Promise<Pick<LanguageIndex, 'byGuide' | 'bySection' | 'sections'>> {
  const terms = (texts: readonly string[]) => texts.flatMap((text) => tokenize(text, lang));
  const guideDocuments: string[][][] = [];
  const sectionDocuments: string[][][] = [];
  const sections: { guide: number; section: number }[] = [];
  for (const [position, guide] of guides.entries()) {
    const texts = guide.sections.map(({ title, text }) => [terms([title]), terms([text])]);
    guideDocuments.push([
      terms([guide.name]),
      terms(guide.aliases),
      terms(guide.questions),
      texts.flatMap(([, text = []]) => text),
    ]);
    sectionDocuments.push(...texts);
    sections.push(...guide.sections.map((_, section) => ({ guide: position, section })));
    await breathe();
  }
  return {
    byGuide: createBm25(guideDocuments, { weights: GUIDE_FIELDS }),
    bySection: createBm25(sectionDocuments, { weights: SECTION_FIELDS }),
    sections,
  };
}

/** One vector for a question and the turns that it leans on. */
async function embed(query: Query, embedder: Embedder): Promise<Float32Array> {
  const [first, ...others] = query.texts;
  const sum = Float32Array.from(await embedder.question(first?.text ?? ''));
  for (const { text, weight } of others) {
    const vector = await embedder.question(text);
    for (const [i, value] of vector.entries()) sum[i] = (sum[i] ?? 0) + weight * value;
  }
  return toUnit(sum);
}

/** Best likeness by guide and by section (`guide/section`), background subtracted. */
function likenesses(index: LanguageIndex, channel: Channel, vector: Float32Array) {
  const background = channel.space.background(vector);
  const guides = new Map<number, number>();
  const sections = new Map<string, number>();
  const keep = <K>(map: Map<K, number>, key: K, value: number) =>
    map.set(key, Math.max(map.get(key) ?? 0, value));
  for (const { unit, cosine } of channel.space.nearest(vector, NEIGHBOURS)) {
    const { guide, section } = index.units[unit] ?? { guide: -1, section: null };
    const likeness = Math.max(0, (cosine - background) / (1 - background));
    keep(guides, guide, likeness);
    if (section !== null) keep(sections, `${guide}/${section}`, likeness);
  }
  return { guides, sections };
}

export interface Gathered {
  evidence: Map<number, Evidence>;
  sectionLikeness: Map<string, number>;
}

/** What speaks for each guide that anything speaks for. */
export async function gather(index: LanguageIndex, query: Query, channel: Channel): Promise<Gathered> {
  const near = likenesses(index, channel, await embed(query, channel.embedder));
  const matches = index.byGuide.match(query.topic);
  const evidence = new Map<number, Evidence>();
  for (const guide of new Set([...matches.keys(), ...near.guides.keys()])) {
    const { score: match, coverage } = matches.get(guide) ?? { score: 0, coverage: 0 };
    evidence.set(guide, { match, coverage, likeness: near.guides.get(guide) ?? 0 });
  }
  return { evidence, sectionLikeness: near.sections };
}

const best = (gathered: Gathered) =>
  Math.max(0, ...[...gathered.evidence.values()].map((evidence) => calibrated(evidence)));

/** The question in the light of the turns before it. */
export async function understand(
  index: LanguageIndex,
  channel: Channel,
  request: Pick<SearchRequest, 'text' | 'history'>,
): Promise<Query> {
  const alone = askedAlone(request.text, index.lang);
  const history = request.history ?? [];
  if (history.length === 0) return alone;
  const leaning = async (): Promise<Leaning> => {
    if (alone.topic.size === 0) return 'whole';
    if (best(await gather(index, alone, channel)) >= THRESHOLD) return 'own-topic';
    return leansBack(request.text, index.lang) ? 'follow-up' : 'own-topic';
  };
  return askedAfter(alone, history, await leaning(), index.lang);
}

const anchorOf = (aspect: Aspect) => (aspect === 'overview' ? 'summary' : aspect);

/** Sections of one guide, best first, each with its share of the best one's worth. */
function rankSections(index: LanguageIndex, guide: number, query: Query, gathered: Gathered) {
  const asked = query.aspects.length > 0 ? query.aspects.map(anchorOf) : ['summary', 'steps'];
  const matches = index.bySection.match(query.wording);
  const ranked = index.sections.flatMap((place, position) => {
    const section = index.guides[guide]?.sections[place.section];
    if (place.guide !== guide || !section) return [];
    const rank = asked.indexOf(section.anchor);
    const match = matches.get(position)?.score ?? 0;
    const likeness = gathered.sectionLikeness.get(`${guide}/${place.section}`) ?? 0;
    const named = query.aspects.length > 0 && rank >= 0;
    const worth = sectionWorth({ match, likeness, aspectRank: rank < 0 ? null : rank });
    return [{ section, worth, evident: named || match > 0 }];
  });
  ranked.sort((a, b) => b.worth - a.worth);
  const top = ranked[0]?.worth ?? 0;
  return ranked.map((each) => ({ ...each, share: top > 0 ? each.worth / top : 0 }));
}

const NOTHING: SearchResult = { hits: [], guides: [], fits: false };

/**
 * Ranks guides by their evidence, and within them the sections by the aspect asked for. With `guide` given the guide
 * is taken as settled: its sections are ranked, and they fit when the question names an aspect or shares a word with
 * one of them.
 * @param usable guides that may be shown today.
 */
export async function searchIndex(
  index: LanguageIndex,
  channel: Channel,
  request: SearchRequest,
  usable: (guide: Guide) => boolean,
): Promise<SearchResult> {
  const query = await understand(index, channel, request);
  const gathered = await gather(index, query, channel);

  const settled = request.guide;
  const scored = [...gathered.evidence].flatMap(([position, evidence]) => {
    const guide = index.guides[position];
    if (!guide || !usable(guide) || (settled !== undefined && guide.id !== settled)) return [];
    return [{ position, guide, score: calibrated(evidence) }];
  });
  if (settled !== undefined && scored.length === 0) {
    const position = index.guides.findIndex((guide) => guide.id === settled && usable(guide));
    const guide = index.guides[position];
    if (guide) scored.push({ position, guide, score: 0 });
  }
  scored.sort((a, b) => b.score - a.score);
  const top = scored[0];
  if (!top) return NOTHING;
  if (settled === undefined && top.score < THRESHOLD) return NOTHING;

  const offered = scored.filter(({ score }) => score >= top.score * RUNNER_UP_SHARE);
  const hits: SearchHit[] = [];
  for (const { position, guide, score } of offered) {
    const ranked = rankSections(index, position, query, gathered);
    if (settled !== undefined && !ranked.some(({ evident }) => evident)) return NOTHING;
    // A settled guide is certain to be meant: its sections score by their own worth, not by the guide's.
    const certainty = settled === undefined ? score : Math.max(score, THRESHOLD);
    for (const { section, share } of ranked)
      hits.push({
        guide: guide.id,
        version: guide.version,
        section: section.anchor,
        title: `${guide.name} · ${section.title}`,
        text: section.text,
        score: certainty * share,
      });
  }
  hits.sort((a, b) => b.score - a.score);
  const guides: RankedGuide[] = offered.map(({ guide, score }) => ({ guide: guide.id, score }));
  return { hits: hits.slice(0, request.limit ?? 10), guides, fits: true };
}
