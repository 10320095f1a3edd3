import type { SearchHit } from '#protocol/index.ts';
import type { Aspect, Glossary, Guide, Knowledge, SearchResult } from '#server/knowledge/index.ts';

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
/**
 * …and this when the question says little and asks for the matter as a whole: on the golden questions that asks in 1 of
 * 100 more, and in a third of those that are meant to be ambiguous.
 */
const TOO_CLOSE_FOR_LITTLE = 4;
const LITTLE_TERMS = 3;
const AS_A_WHOLE: readonly Aspect[] = ['overview', 'steps', 'handling', 'materials'];
/**
 * Score from which a guide below the threshold is offered with others, and from which one that leads is taken, when an
 * office's matter is asked about and no other office's fits. Of golden questions that nothing fits two in three have
 * their guide among the three best; of matters that no guide covers one in seventy comes so near.
 */
const NEAR = 0.1;
const NEAR_ENOUGH = 0.2;
const NEAR_LEAD = 2;
/** Score of the others that are offered. */
const NEAR_OTHERS = 0.02;
/** Log odds within which words of its own for what is asked put a guide before one that lacks them. */
const EXPLAINS_BETTER = 1.5;
/** Parts of a bundle that are named, from which the bundle is meant. */
const PARTS_NAMED = 3;
/** Most choices offered at once: what a person can keep in mind and a phone can show. */
const MAX_CHOICES = 4;
const MAX_NEAR = 3;

export type Retrieved =
  | { kind: 'guide'; guide: Guide; hits: SearchHit[] }
  | { kind: 'choices'; guides: Guide[] }
  /** Another office's matter. */
  | { kind: 'elsewhere'; office: string }
  /** A service that is suspended, or that another took the place of. */
  | { kind: 'withheld'; guide: Guide }
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

/** Guides that come near to a question which none fits: one that leads, or several to choose from; none for chat. */
async function nearMiss(
  { topic, locale, official, told, chats }: Understanding,
  { elsewhere, withheld }: SearchResult,
  knowledge: Knowledge,
  mayAsk: boolean,
): Promise<Guide[]> {
  if (elsewhere || withheld || chats || !(official || told.length > 0)) return [];
  const { guides } = await knowledge.search({ text: topic, lang: locale, limit: 1, threshold: 0 });
  const [first, second] = guides;
  if (!first || first.score < NEAR) return [];
  const near = guides
    .filter(({ score }) => score >= NEAR_OTHERS)
    .slice(0, MAX_NEAR)
    .flatMap(({ guide }) => knowledge.guide(guide, locale) ?? []);
  const leads = first.score >= NEAR_ENOUGH && (second?.score ?? 0) * NEAR_LEAD <= first.score;
  return leads || !mayAsk || near.length < 2 ? near.slice(0, 1) : near;
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
  const unanswered = ({ elsewhere, withheld }: SearchResult): Retrieved => {
    if (withheld) return { kind: 'withheld', guide: withheld };
    return elsewhere && understanding.official
      ? { kind: 'elsewhere', office: elsewhere.office }
      : { kind: 'nothing' };
  };

  /** The guide whatever the question says of it. */
  const settledAnyhow = async (guide: Guide): Promise<Retrieved> => {
    const about = await settled(guide);
    if (about.kind === 'guide') return about;
    const { hits } = await within(guide, guide.name);
    return { kind: 'guide', guide, hits };
  };
  const chosen = understanding.chosen === null ? undefined : find(understanding.chosen);
  if (chosen) return settledAnyhow(chosen);

  // As a choice that is tapped says it.
  const called = guides.find(({ name }) => saysOnly(question, name, glossary));
  if (called) return settled(called);

  const inHand = guideInHand === null ? undefined : find(guideInHand);
  if (understanding.vague && !inHand) return { kind: 'choices', guides: usual(guides) };

  // "No, I meant the passport" leaves the guide in hand, unless it only names another thing to know of it.
  const leaves = understanding.act?.type === 'correction' && said.size > 0;
  // "I have only a residence permit" tells of the citizen, though it names another matter.
  if (inHand && understanding.tells && understanding.lacks) return settled(inHand);
  if (inHand && !leaves) {
    const alone = await knowledge.search({ text: question, lang, limit: 1, threshold: 0 });
    const way = wayOf(featuresOf({ understanding, glossary, inHand, alone, guide: find }));
    if (way === 'stays') return settled(inHand);
    if (way === 'leaves') return unanswered(alone);
  }
  const earlier = inHand ? [] : history;
  const found = await knowledge.search({ text: question, lang, history: earlier, limit: SEARCHED });
  // "我的 passport 快 expire 了": the words of the other language find the guide, which is the same in both.
  const foreignLang = lang === 'zh' ? 'en' : 'zh';
  const foreign =
    understanding.mixed && !found.fits
      ? await knowledge.search({ text: question, lang: foreignLang, limit: 1 })
      : null;
  const meant = foreign?.fits ? find(foreign.guides[0]?.guide ?? '') : undefined;
  if (meant) {
    const { hits } = await within(meant, `${meant.name} ${question}`);
    return { kind: 'guide', guide: meant, hits };
  }
  const [best, ...others]: Rated[] = found.guides.flatMap(({ guide: id, score }) => {
    const guide = find(id);
    return guide ? [{ guide, score }] : [];
  });
  // "Tell my grandson a story" is no question about a birth, though a grandson is spoken of.
  if (understanding.chats && !understanding.official && aspects.length === 0) return { kind: 'nothing' };
  if (!found.fits || !best) {
    const near = await nearMiss(understanding, found, knowledge, mayAsk);
    if (near.length === 0) return unanswered(found);
    const [only] = near;
    return near.length === 1 && only ? settledAnyhow(only) : { kind: 'choices', guides: near };
  }

  // Several parts of one thing, named together, are asked for as one.
  const partsNamed = ({ includes }: Guide) =>
    includes.filter((id) => {
      const part = find(id);
      return part && names(said, part, glossary);
    }).length;
  const together = guides.find(
    (guide) =>
      guide.kind === 'bundle' &&
      guide.id !== best.guide.id &&
      related(guide, best.guide) &&
      partsNamed(guide) >= PARTS_NAMED,
  );
  if (together) return settledAnyhow(together);

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
  const { whether, supposes } = understanding;
  const saysLittle =
    said.size <= LITTLE_TERMS &&
    !whether &&
    !supposes &&
    aspects.every((aspect) => AS_A_WHOLE.includes(aspect));
  const tooClose = saysLittle ? TOO_CLOSE_FOR_LITTLE : TOO_CLOSE;
  const rivals = others.filter(
    (other) =>
      (behind(other) < tooClose || (isAllNamed(best.guide) && isAllNamed(other.guide))) &&
      !related(best.guide, other.guide) &&
      (isNamed(other.guide) || !isNamed(best.guide)) &&
      other.guide.id !== inHand?.id,
  );
  if (rivals.length > 0 && best.guide.id !== inHand?.id && mayAsk)
    return { kind: 'choices', guides: [best, ...rivals].slice(0, MAX_CHOICES).map(({ guide }) => guide) };
  const hits = found.hits.filter(({ guide }) => guide === best.guide.id).slice(0, MAX_SECTIONS);
  return { kind: 'guide', guide: best.guide, hits };
}
