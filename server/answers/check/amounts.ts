import { clausesOf } from './clauses.ts';
import { type Figure, figuresOf } from './figures.ts';
import type { CheckLexicon } from './lexicon/index.ts';

/** Parts of a text that have an amount of their own, such as fees or limits by case. */
export type Amounts = readonly { tokens: ReadonlySet<string>; amounts: ReadonlySet<string> }[];

const COMPARED: ReadonlySet<Figure['kind']> = new Set(['money', 'workday', 'day', 'month', 'percent']);
/** Items of a list are lines; within one, a semicolon or a full stop parts what is said of one case. */
const PART = /[\n；;。]|\. /;

const key = ({ kind, value }: Figure) => `${kind} ${value}`;
const amountsIn = (text: string) =>
  figuresOf(text).flatMap((figure) => (COMPARED.has(figure.kind) ? [figure] : []));
/** "That is forty": of a spoken amount the unit may be left out. */
const spokenIn = (text: string) =>
  figuresOf(text).flatMap(({ kind, value }): Figure[] =>
    kind === 'count'
      ? [{ kind: 'money', value: String(Number(value) * 100) }]
      : COMPARED.has(kind)
        ? [{ kind, value }]
        : [],
  );
const tokensOf = (text: string, lexicon: CheckLexicon) =>
  clausesOf(text, lexicon).flatMap(({ tokens, topic }) => [...tokens, ...topic]);

export function amountsOf(section: string, lexicon: CheckLexicon): Amounts {
  return section.split(PART).flatMap((part) => {
    const amounts = amountsIn(part);
    return amounts.length === 0
      ? []
      : [{ tokens: new Set(tokensOf(part, lexicon)), amounts: new Set(amounts.map(key)) }];
  });
}

/** A sentence's clause must fit a part that has its amount at least so well, beside the part that it fits best. */
const FITS = 0.7;
/** Share of a word that only one part has, by which a clause must be about it. */
const OWN_WORD = 0.35;

/** An amount that the section has, but of another case than the sentence speaks of. */
export function misplacedAmount(sentence: string, parts: Amounts, lexicon: CheckLexicon): Figure | undefined {
  if (parts.length < 2) return undefined;
  const weight = (token: string) =>
    1 / Math.max(1, parts.filter(({ tokens }) => tokens.has(token)).length) ** 2;
  for (const clause of sentence.split(/[，,；;。]|\. /)) {
    const amounts = spokenIn(clause).filter((amount) => parts.some((part) => part.amounts.has(key(amount))));
    if (amounts.length === 0) continue;
    const own = new Set(tokensOf(clause, lexicon));
    const fit = ({ tokens }: Amounts[number]) =>
      [...own].reduce((sum, token) => sum + (tokens.has(token) ? weight(token) : 0), 0);
    const best = Math.max(...parts.map(fit));
    if (best < OWN_WORD * lexicon.minWhole) continue;
    for (const amount of amounts) {
      const its = Math.max(...parts.filter((part) => part.amounts.has(key(amount))).map(fit));
      if (its < best * FITS) return amount;
    }
  }
  return undefined;
}
