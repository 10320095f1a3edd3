import type { SearchHit } from '#protocol/index.ts';
import type { Glossary, Guide, Knowledge, SearchResult } from '#server/knowledge/index.ts';

import { passageSection } from './extractive/compose.ts';
import { relevanceTo } from './extractive/relevance.ts';
import { featuresOf, logOdds, related, wayOf } from './understand/continuation/index.ts';
import type { Understanding } from './understand/index.ts';
import { names, namesOnly, terms } from './understand/terms.ts';
import { usual } from './usual.ts';

/** Sections put before the writer. */
const MAX_SECTIONS = 6;
/** Sections looked at: enough for several of each of the likely guides. */
const SEARCHED = 24;
/**
 * Log odds nearer than this say too little about which guide is meant: then she asks. On the golden questions this
 * asks in 2 of 100; half of these would have been answered from a wrong guide.
 */
const TOO_CLOSE = 0.75;
/** Log odds within which words of its own for what is asked put a guide before one that lacks them. */
const EXPLAINS_BETTER = 1.5;
/** Most choices offered at once: what a person can keep in mind and a phone can show. */
const MAX_CHOICES = 4;

export type Retrieved =
  | { kind: 'guide'; guide: Guide; hits: SearchHit[] }
  | { kind: 'choices'; guides: Guide[] }
  /** Another office's matter. */
  | { kind: 'elsewhere'; office: string }
  /** @property inHand the guide that it was asked of all the same. */
  | { kind: 'nothing'; inHand?: Guide };

interface Rated {
  guide: Guide;
  score: number;
}

/** Guides of one event of life, the bundle first: it is what most people want. */
function ofEvent(event: string, guides: readonly Guide[]): Guide[] {
  const among = guides.filter(({ life_event }) => life_event === event);
  return among.sort((a, b) => Number(b.kind === 'bundle') - Number(a.kind === 'bundle'));
}

/** Whether a question names a service in full and no other thing: "普通护照签发怎么办？" */
function saysOnly(question: string, name: string, glossary: Glossary): boolean {
  const at = question.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return false;
  return terms(`${question.slice(0, at)} ${question.slice(at + name.length)}`, glossary).size === 0;
}

/**
 * Decides which guide is meant, from the one retrieval path.
 * @param mayAsk whether choices may be given: nobody is asked three times in a row.
 */
export async function retrieve(
  understanding: Understanding,
  knowledge: Knowledge,
  mayAsk: boolean,
): Promise<Retrieved> {
  const { topic: question, locale: lang, guideInHand, history, aspects } = understanding;
  const glossary = knowledge.glossary(lang);
  const said = terms(question, glossary);
  const guides = knowledge.guides(lang);
  const find = (id: string) => knowledge.guide(id, lang);
  const within = (guide: Guide, text: string) =>
    knowledge.search({ text, lang, guide: guide.id, limit: MAX_SECTIONS });
  const settled = async (guide: Guide): Promise<Retrieved> => {
    const { hits, fits } = await within(guide, question);
    return fits ? { kind: 'guide', guide, hits } : { kind: 'nothing', inHand: guide };
  };
  // The list of other offices knows public matters only: whatever chat comes near one of them is still chat.
  const unanswered = ({ elsewhere }: SearchResult): Retrieved =>
    elsewhere && understanding.official
      ? { kind: 'elsewhere', office: elsewhere.office }
      : { kind: 'nothing' };

  const chosen = understanding.chosen === null ? undefined : find(understanding.chosen);
  if (chosen) {
    const about = await settled(chosen);
    if (about.kind === 'guide') return about;
    const { hits } = await within(chosen, chosen.name);
    return { kind: 'guide', guide: chosen, hits };
  }

  // As a choice that is tapped says it.
  const called = guides.find(({ name }) => saysOnly(question, name, glossary));
  if (called) return settled(called);

  const inHand = guideInHand === null ? undefined : find(guideInHand);
  if (understanding.vague && !inHand) return { kind: 'choices', guides: usual(guides) };

  // "No, I meant the passport" leaves the guide in hand, unless it only names another thing to know of it.
  const leaves = understanding.act?.type === 'correction' && said.size > 0;
  if (inHand && !leaves) {
    const alone = await knowledge.search({ text: question, lang, limit: 1, threshold: 0 });
    const way = wayOf(featuresOf({ understanding, glossary, inHand, alone, guide: find }));
    if (way === 'stays') return settled(inHand);
    if (way === 'leaves') return unanswered(alone);
  }
  const earlier = inHand ? [] : history;
  const found = await knowledge.search({ text: question, lang, history: earlier, limit: SEARCHED });
  const [best, ...others]: Rated[] = found.guides.flatMap(({ guide: id, score }) => {
    const guide = find(id);
    return guide ? [{ guide, score }] : [];
  });
  if (!found.fits || !best) return unanswered(found);

  if (understanding.lifeEventOnly) {
    const services = ofEvent(best.guide.life_event, guides);
    if (services.length > 1) return { kind: 'choices', guides: services.slice(0, MAX_CHOICES) };
  }
  const behind = ({ score }: Rated) => logOdds(best.score) - logOdds(score);
  if (!inHand) {
    const known = (guide: Guide) => relevanceTo(question, guide, glossary).known;
    const better = others.find(
      (other) =>
        behind(other) < EXPLAINS_BETTER &&
        known(other.guide) > known(best.guide) &&
        passageSection(question, other.guide, aspects, glossary) !== undefined,
    );
    if (better) return settled(better.guide);
  }
  const isNamed = (guide: Guide) => names(said, guide, glossary);
  const isAllNamed = (guide: Guide) => namesOnly(said, guide, glossary);
  const rivals = others.filter(
    (other) =>
      (behind(other) < TOO_CLOSE || (isAllNamed(best.guide) && isAllNamed(other.guide))) &&
      !related(best.guide, other.guide) &&
      (isNamed(other.guide) || !isNamed(best.guide)) &&
      other.guide.id !== inHand?.id,
  );
  if (rivals.length > 0 && best.guide.id !== inHand?.id && mayAsk)
    return { kind: 'choices', guides: [best, ...rivals].slice(0, MAX_CHOICES).map(({ guide }) => guide) };
  const hits = found.hits.filter(({ guide }) => guide === best.guide.id).slice(0, MAX_SECTIONS);
  return { kind: 'guide', guide: best.guide, hits };
}
