import type { Locale } from '#protocol/index.ts';
import { DIALOGUE } from './lexicon/index.ts';

/** Shorter than this, in characters, a clause tells nothing. */
const SHORTEST: Readonly<Record<Locale, number>> = { zh: 4, en: 8 };

/** Whether a text tells of the citizen and asks for nothing. */
const tells = (text: string, locale: Locale) =>
  text.length >= SHORTEST[locale] && DIALOGUE[locale].self.test(text) && !DIALOGUE[locale].asks.test(text);

/**
 * What an utterance tells of the citizen: the whole of one that asks for nothing, else those of its clauses that do not:
 * "我不是本地户口，能办吗" tells the first.
 */
export function circumstancesIn(text: string, locale: Locale): string[] {
  if (tells(text, locale)) return [text];
  return text
    .split(DIALOGUE[locale].clauses)
    .map((clause) => clause.trim())
    .filter((clause) => tells(clause, locale));
}
