import type { Locale } from '#protocol/index.ts';
import type { Glossary, Guide } from '#server/knowledge/index.ts';
import { type Relevance, relevanceTo } from './relevance.ts';

/** Says that something is not so. */
const NEGATION: Readonly<Record<Locale, RegExp>> = {
  zh: /没|不(?!动产)|未|无|非/,
  en: /\b(?:not|no|never|without|cannot|neither|nor|un(?:married|employed|able))\b|n't\b/i,
};
/** Relevance from which a text speaks of a circumstance. */
const SPEAKS = 0.3;

/**
 * How near a text is to the question or to what the citizen has told of themselves, −1..1; below 0 it is for those of
 * whom the opposite is true: "父母已经登记结婚" when they have said that they are not married.
 */
export function relevanceToAll(
  question: Relevance,
  about: readonly string[],
  guide: Guide,
  glossary: Glossary,
): Relevance {
  const negation = NEGATION[guide.lang];
  const told = about.map((text) => ({
    relevance: relevanceTo(text, guide, glossary),
    not: negation.test(text),
  }));
  return {
    known: question.known,
    of(text) {
      const not = negation.test(text);
      const nearest = told
        .map((each) => ({ ...each, near: each.relevance.of(text) }))
        .toSorted((a, b) => b.near - a.near)[0];
      if (!nearest || nearest.near < SPEAKS) return question.of(text);
      return nearest.not === not ? Math.max(nearest.near, question.of(text)) : -nearest.near;
    },
  };
}
