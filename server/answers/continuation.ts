import type { Glossary, Guide, SearchResult } from '#server/knowledge/index.ts';
import { passageSection } from './extractive/compose.ts';
import { relevanceTo } from './extractive/relevance.ts';
import type { Understanding } from './understand/index.ts';
import { names } from './understand/terms.ts';

/** With a guide in hand, score from which another one is turned to though nothing names it. */
const TURNS_TO = 0.5;
/** From this score another guide is meant, whatever a pronoun or an aspect alone points at. */
const CERTAIN = 0.75;
/** Log odds by which another guide must be likelier than the one in hand. */
const STAYING_POWER = 0.5;
/** Share of a question's own words that the guide in hand must know to explain it… */
const EXPLAINS = 0.4;
/** …and when no other guide comes near: the rest of the words then name things that nobody here knows. */
const KNOWS_WELL = 0.6;

/** Log odds of a score, which is a probability: how far apart two scores are means the same everywhere on this scale. */
export const logOdds = (p: number) => Math.log(p / Math.max(1e-6, 1 - p));

/** Whether one guide is a bundle and the other a part of it. */
export const related = (a: Guide, b: Guide) => a.includes.includes(b.id) || b.includes.includes(a.id);

interface Said {
  understanding: Understanding;
  /** Terms of the question. */
  terms: ReadonlySet<string>;
  glossary: Glossary;
  /** What was found for the question without the turns before it. */
  alone: SearchResult;
  guide(id: string): Guide | undefined;
}

/**
 * Whether the conversation goes on about the guide in hand. All limits were chosen on the golden conversations, so that
 * the guide of the last question is right as often as possible while chat in between is still told from questions.
 */
export function goesOnAbout(inHand: Guide, { understanding, terms, glossary, alone, guide }: Said): boolean {
  const { topic, aspects, leans, refersBack, whether, supposes, tells } = understanding;
  const { known } = relevanceTo(topic, inHand, glossary);
  const asksOn = aspects.length > 0 || leans || refersBack || whether || (terms.size === 0 && !tells);
  // What is told, supposed or asked for with yes or no is mostly a circumstance of the matter in hand.
  const circumstance = tells || whether || supposes;
  if (circumstance && known >= EXPLAINS && passageSection(topic, inHand, aspects, glossary) !== undefined)
    return true;
  const [first] = alone.guides;
  const other = first && guide(first.guide);
  if (!first || !other) {
    if (asksOn) return known >= (alone.elsewhere ? 1 : KNOWS_WELL);
    return terms.size > 0 && known >= KNOWS_WELL;
  }
  if (other.id === inHand.id) return true;
  const named = names(terms, other, glossary);
  if (tells && (known >= EXPLAINS || !named)) return true;
  if (refersBack && first.score < CERTAIN) return true;
  const here = alone.guides.find((each) => each.guide === inHand.id)?.score ?? 0;
  if (logOdds(first.score) - logOdds(here) < STAYING_POWER) return true;
  // A part and its bundle speak of the same things: leaning on one does not mean the other.
  if (leans && related(other, inHand)) return true;
  if (named || !asksOn || known < EXPLAINS) return false;
  return first.score < (known === 1 ? CERTAIN : TURNS_TO);
}
