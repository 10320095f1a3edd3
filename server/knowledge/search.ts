import type { SearchHit } from '#protocol/index.ts';
import type { Embedder } from './embed/types.ts';
import { toUnit } from './embed/types.ts';
import type { Channel, LanguageIndex } from './language-index.ts';
import { askedAfter, askedAlone, type Leaning, leansBack, type Query } from './query.ts';
import { calibrated, type Evidence, RUNNER_UP_SHARE, sectionWorth, THRESHOLD } from './ranking.ts';
import type { Aspect, Guide, RankedGuide, SearchRequest, SearchResult } from './types.ts';

/** Units looked at in the vector space: enough for several of each of the best guides. */
const NEIGHBOURS = 64;
/** Matched terms of highest rarity at which `mass` counts half. */
const HALF_MASS = 2;

/** Vectors to search by: the question with the turns that it leans on, then each clause of a rambling one. */
async function embed(query: Query, embedder: Embedder): Promise<Float32Array[]> {
  const vectors = await embedder.questions([...query.texts.map(({ text }) => text), ...query.clauses]);
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const [i, { weight }] of query.texts.entries())
    for (const [j, value] of vectors[i]?.entries() ?? []) sum[j] = (sum[j] ?? 0) + weight * value;
  return [toUnit(sum), ...vectors.slice(query.texts.length)];
}

/** Best likeness by guide and by section (`guide/section`), background subtracted. */
function likenesses(index: LanguageIndex, channel: Channel, vectors: readonly Float32Array[]) {
  const guides = new Map<number, number>();
  const sections = new Map<string, number>();
  const keep = <K>(map: Map<K, number>, key: K, value: number) =>
    map.set(key, Math.max(map.get(key) ?? 0, value));
  for (const vector of vectors) {
    const background = channel.space.background(vector);
    for (const { unit, cosine } of channel.space.nearest(vector, NEIGHBOURS)) {
      const { guide, section } = index.units[unit] ?? { guide: -1, section: null };
      const likeness = Math.max(0, (cosine - background) / (1 - background));
      keep(guides, guide, likeness);
      if (section !== null) keep(sections, `${guide}/${section}`, likeness);
    }
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
  const named = index.byEvidence.match(query.topic);
  const said = index.byPhrase.said(query.topic);
  const evidence = new Map<number, Evidence>();
  for (const guide of new Set([...matches.keys(), ...near.guides.keys()])) {
    const { score: match } = matches.get(guide) ?? { score: 0 };
    const { coverage, mass } = named.get(guide) ?? { coverage: 0, mass: 0 };
    const likeness = near.guides.get(guide) ?? 0;
    evidence.set(guide, {
      match,
      coverage,
      likeness,
      phrase: said.get(guide) ?? 0,
      mass: mass / (mass + HALF_MASS),
    });
  }
  return { evidence, sectionLikeness: near.sections };
}

const best = (gathered: Gathered) =>
  Math.max(0, ...[...gathered.evidence.values()].map((evidence) => calibrated(evidence)));

/** The question, its slips of spelling mended, in the light of the turns before it. */
export async function understand(
  index: LanguageIndex,
  request: Pick<SearchRequest, 'text' | 'history'>,
): Promise<Query> {
  const { lang, correct } = index;
  const alone = askedAlone(request.text, lang, correct);
  const history = request.history ?? [];
  const leans = leansBack(request.text, lang);
  const hollow = alone.topic.size === 0;
  if (history.length === 0 || (hollow && !leans && alone.aspects.length === 0)) return alone;
  const leaning = async (): Promise<Leaning> => {
    if (hollow) return 'whole';
    if (best(await gather(index, alone, index.offline)) >= THRESHOLD) return 'own-topic';
    return leans ? 'follow-up' : 'own-topic';
  };
  return askedAfter(alone, history, await leaning(), lang, correct);
}

const anchorOf = (aspect: Aspect) => (aspect === 'overview' ? 'summary' : aspect);

/** Sections of one guide, best first, each with its share of the best one's worth. */
function rankSections(index: LanguageIndex, guide: number, query: Query, gathered: Gathered) {
  const asked = query.aspects.length > 0 ? query.aspects.map(anchorOf) : ['summary', 'steps'];
  const matches = index.bySection.match(query.wording);
  const first = index.firstSection[guide] ?? 0;
  const ranked = (index.guides[guide]?.sections ?? []).map((section, position) => {
    const rank = asked.indexOf(section.anchor);
    const match = matches.get(first + position)?.score ?? 0;
    const likeness = gathered.sectionLikeness.get(`${guide}/${position}`) ?? 0;
    const named = query.aspects.length > 0 && rank >= 0;
    const worth = sectionWorth({ match, likeness, aspectRank: rank < 0 ? null : rank });
    return { section, worth, evident: named || match > 0 };
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
  const query = await understand(index, request);
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
