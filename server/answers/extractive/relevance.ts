import type { Glossary, Guide } from '#server/knowledge/index.ts';
import { everyday, oncePerGuide, terms, termsOf } from '../understand/terms.ts';

/** Weight of who is meant beside what is meant. */
const FAMILY_WEIGHT = 0.4;
/** Share of the highest rarity that a question must say to be answered by a passage for certain. */
const ENOUGH = 0.7;

export interface Relevance {
  /**
   * How much of what the question says beyond the guide's own name a text of the guide takes up, 0..1: terms that few
   * sections of the guide have weigh more.
   */
  of(text: string): number;
  /** Share of the question's own terms that the guide has at all, 0..1; 1 when it has none of its own. */
  known: number;
}

/**
 * Rarity of every term in a guide: the logarithm of one over its share of the sections, aliases and questions. Words
 * that people always use for the matter itself ("上户口") are common there.
 */
const rarityOf = oncePerGuide((guide, glossary) => {
  const counts = new Map<string, number>();
  const texts = [
    ...guide.sections.map(({ title, text }) => `${title} ${text}`),
    ...guide.aliases,
    ...guide.questions,
  ];
  for (const text of texts) {
    for (const term of terms(text, glossary)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const all = texts.length;
  const weights = new Map([...counts].map(([term, count]) => [term, Math.log(all / count)]));
  return { weights, common: everyday(guide, glossary), rarest: Math.log(all) };
});

/** Compares texts of a guide with one question. */
export function relevanceTo(question: string, guide: Guide, glossary: Glossary): Relevance {
  const { persons, family } = glossary;
  const { weights, common, rarest } = rarityOf(guide, glossary);
  const asked = [...terms(question, glossary)].filter((term) => !common.has(term));
  // A term that the guide does not have at all says nothing about which part of it is meant.
  const known = asked.filter((term) => weights.has(term));
  const people = known.filter((term) => family.has(term));
  const factor = people.length === known.length ? 1 : FAMILY_WEIGHT;
  const weigh = (term: string) => (weights.get(term) ?? 0) * (family.has(term) ? factor : 1);
  const weighed = known.map((term) => ({ term, weight: weigh(term) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const read = termsOf(guide, glossary);
  const shared = (text: string) => {
    const own = read(text);
    return weighed.reduce((sum, { term, weight }) => sum + (own.has(term) ? weight : 0), 0);
  };
  const things = asked.filter((term) => !persons.has(term));
  return {
    known: things.length === 0 ? 1 : things.filter((term) => weights.has(term)).length / things.length,
    of: (text) => (total === 0 ? 0 : Math.min(1, shared(text) / Math.max(total, rarest * ENOUGH))),
  };
}
