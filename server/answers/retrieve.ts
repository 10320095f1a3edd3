import type { SearchHit } from '#protocol/index.ts';
import { citizenSaid, type Guide, type Knowledge, type SearchResult } from '#server/knowledge/index.ts';
import { passageSection } from './extractive/compose.ts';
import { relevanceTo } from './extractive/relevance.ts';
import type { Understanding } from './understand/index.ts';
import { names } from './understand/terms.ts';

/** Sections put before the writer. */
const MAX_SECTIONS = 6;
/** Sections looked at: enough for several of each of the likely guides. */
const SEARCHED = 24;
/**
 * Log odds nearer than this say nothing about which guide is meant. Scores are probabilities: near 1 a difference of a
 * hundredth is much, near one half it is nothing.
 */
const TOO_CLOSE = 0.35;
/** A question that leans on the last one stays with its guide unless another is this much likelier. */
const STAYING_POWER = 0.25;
/** From this score a guide is named outright, whatever a pronoun points at. */
const NAMED = 0.75;
/** Most choices offered at once: what a person can keep in mind and a phone can show. */
const MAX_CHOICES = 4;
/** Share of a question's own words that the guide in hand must know to explain it. */
const EXPLAINS = 0.4;
/** …and when nothing shows that it is a question to go on with. */
const KNOWS_WELL = 0.6;

export type Retrieved =
  | { kind: 'guide'; guide: Guide; hits: SearchHit[] }
  | { kind: 'choices'; guides: Guide[] }
  | { kind: 'nothing' };

const logOdds = (p: number) => Math.log(p / Math.max(1e-6, 1 - p));
const related = (a: Guide, b: Guide) => a.includes.includes(b.id) || b.includes.includes(a.id);

/** Decides which guide is meant, from the one retrieval path. */
export async function retrieve(understanding: Understanding, knowledge: Knowledge): Promise<Retrieved> {
  const {
    topic: question,
    locale: lang,
    guideInHand,
    leans,
    refersBack,
    history,
    lifeEventOnly,
    elsewhere,
    vague,
  } = understanding;
  const find = (guides: SearchResult['guides']) =>
    guides.flatMap(({ guide, score }) => {
      const found = knowledge.guide(guide, lang);
      return found ? [{ guide: found, score }] : [];
    });
  const settled = async (guide: Guide): Promise<Retrieved> => {
    const { hits, fits } = await knowledge.search({
      text: question,
      lang,
      guide: guide.id,
      limit: MAX_SECTIONS,
    });
    return fits ? { kind: 'guide', guide, hits } : { kind: 'nothing' };
  };

  const glossary = knowledge.glossary(lang);
  const inHand = guideInHand === null ? undefined : knowledge.guide(guideInHand, lang);
  const named = knowledge.guides(lang).filter((guide) => names(question, guide, glossary));
  // Another office's matter is refused though words of ours occur in it, unless one of ours is named as well.
  if (elsewhere && named.length === 0) return { kind: 'nothing' };
  if (vague && !inHand) return { kind: 'choices', guides: knowledge.guides(lang).slice(0, MAX_CHOICES) };

  const alone = await knowledge.search({ text: question, lang, limit: SEARCHED });
  const found =
    history.length === 0
      ? alone
      : await knowledge.search({ text: question, lang, history: citizenSaid(history), limit: SEARCHED });
  const strangers = named.filter(({ id }) => id !== inHand?.id);
  if (inHand && strangers.length === 0) {
    // Nothing else is named: what the guide in hand can explain is asked of it ("没结婚证行吗", "周六行吗").
    const { known } = relevanceTo(question, inHand, glossary);
    const asked = understanding.aspects.length > 0 || leans || refersBack || found.fits;
    if (known >= (asked ? EXPLAINS : KNOWS_WELL)) {
      const here = await settled(inHand);
      if (here.kind === 'guide') return here;
    }
  }
  const [best, ...others] = find(found.guides);
  if (inHand && refersBack && (alone.guides[0]?.score ?? 0) < NAMED) return settled(inHand);
  if (inHand && leans) {
    const stays = find(found.guides).find(({ guide }) => guide.id === inHand.id);
    const isNear = best && stays && best.score - stays.score <= STAYING_POWER;
    // A part and its bundle speak of the same things: leaning on one does not mean the other.
    if (best && (isNear || related(best.guide, inHand))) return settled(inHand);
  }
  const [only, ...more] = named;
  if (only && more.length === 0 && (!best || !named.includes(best.guide))) return settled(only);
  if (!found.fits || !best) return { kind: 'nothing' };
  // Of a bundle and its part, the one that has words of its own for what is asked.
  const tells = (guide: Guide) =>
    passageSection(question, guide, understanding.aspects, glossary) !== undefined;
  const other = others.find(({ guide }) => related(best.guide, guide));
  if (other && named.length === 0 && !inHand && !lifeEventOnly && !tells(best.guide) && tells(other.guide))
    return settled(other.guide);
  if (lifeEventOnly) {
    const ofEvent = knowledge.guides(lang).filter(({ life_event }) => life_event === best.guide.life_event);
    // The bundle first: it is what most people want.
    ofEvent.sort((a, b) => Number(b.kind === 'bundle') - Number(a.kind === 'bundle'));
    if (ofEvent.length > 1) return { kind: 'choices', guides: ofEvent.slice(0, MAX_CHOICES) };
  }
  const rivals = others.filter(
    ({ guide, score }) =>
      logOdds(best.score) - logOdds(score) < TOO_CLOSE &&
      !related(best.guide, guide) &&
      (named.includes(guide) || !named.includes(best.guide)) &&
      guide.id !== inHand?.id,
  );
  if (rivals.length > 0 && best.guide.id !== inHand?.id) {
    return { kind: 'choices', guides: [best, ...rivals].slice(0, MAX_CHOICES).map(({ guide }) => guide) };
  }
  const hits = found.hits.filter(({ guide }) => guide === best.guide.id).slice(0, MAX_SECTIONS);
  return { kind: 'guide', guide: best.guide, hits };
}
