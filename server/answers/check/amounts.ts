import { clausesOf } from './clauses.ts';
import { figuresOf } from './figures.ts';
import type { CheckLexicon } from './lexicon/index.ts';

/** The items of a list that have an amount of money each, such as fees. Empty when the text is no such list. */
export type Amounts = readonly { tokens: ReadonlySet<string>; amounts: ReadonlySet<string> }[];

const moneyOf = (text: string) =>
  figuresOf(text).flatMap(({ kind, value }) => (kind === 'money' ? [value] : []));
/** "That is forty": of a spoken amount the unit may be left out. */
const spokenOf = (text: string) =>
  figuresOf(text).flatMap(({ kind, value }) =>
    kind === 'money' ? [value] : kind === 'count' ? [String(Number(value) * 100)] : [],
  );
const tokensOf = (text: string, lexicon: CheckLexicon) =>
  clausesOf(text, lexicon).flatMap(({ tokens, topic }) => [...tokens, ...topic]);

export function amountsOf(section: string, lexicon: CheckLexicon): Amounts {
  const items = section.split('\n').map((line) => ({
    tokens: new Set(tokensOf(line, lexicon)),
    amounts: new Set(moneyOf(line)),
  }));
  return items.filter(({ amounts }) => amounts.size > 0).length > 1 ? items : [];
}

/** A sentence's clause must fit the item that has its amount at least so well, beside the item that it fits best. */
const FITS = 0.75;

/** An amount that stands in the list, but for another item than the sentence speaks of; in 分. */
export function misplacedAmount(sentence: string, items: Amounts, lexicon: CheckLexicon): string | undefined {
  if (items.length === 0) return undefined;
  const weight = (token: string) =>
    1 / Math.max(1, items.filter(({ tokens }) => tokens.has(token)).length) ** 2;
  for (const part of sentence.split(/[，,；;。]|\. /)) {
    const amounts = spokenOf(part).filter((value) => items.some((item) => item.amounts.has(value)));
    const own = new Set(tokensOf(part, lexicon));
    const fit = ({ tokens }: Amounts[number]) =>
      [...own].reduce((sum, token) => sum + (tokens.has(token) ? weight(token) : 0), 0);
    const best = Math.max(...items.map(fit));
    for (const value of amounts) {
      const its = Math.max(...items.filter((item) => item.amounts.has(value)).map(fit));
      if (its < best * FITS) return value;
    }
  }
  return undefined;
}
