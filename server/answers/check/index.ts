import { misplacedAmount } from './amounts.ts';
import { clausesOf } from './clauses.ts';
import { inventedCondition } from './conditions.ts';
import { type Figure, figuresOf } from './figures.ts';
import { CHECK_LEXICON } from './lexicon/index.ts';
import { namesIn } from './names.ts';
import { contradiction, isRelated } from './polarity.ts';
import { unfitWords } from './speech.ts';
import { plainText } from './text.ts';
import type { Evidence, Vocabulary } from './vocabulary.ts';

export { isCourtesy } from './courtesy.ts';
export { reasonWords } from './reasons.ts';
export { type Vocabulary, vocabularyOf } from './vocabulary.ts';

export interface Claim {
  text: string;
  cites: readonly number[];
}

/** Why a sentence may not be released; `words` are those at fault. */
export type Verdict =
  | { ok: true }
  | { ok: false; reason: 'uncited' | 'unknown_source' | 'too_long' }
  | { ok: false; reason: 'figure' | 'contact'; words: string; figure: Figure }
  | { ok: false; reason: 'name' | 'polarity' | 'condition' | 'unfit'; words: string };

/** Nobody can listen to a longer sentence; it also bounds the work of a check. */
const MAX_SENTENCE_CHARS = 400;

/** A date is carried by one that says at least as much: 11月22日 by 2026-11-22, not the other way round. */
function dateCarries(section: string, sentence: string): boolean {
  const parts = section.split('-');
  return sentence.split('-').every((part, i) => part === '*' || part === parts[i]);
}

/** Other ways to say a figure: "forty" for 40 yuan, half a month for 15 days. */
function otherWays({ kind, value }: Figure): Figure[] {
  if (kind === 'count')
    return [
      { kind: 'money', value: String(Number(value) * 100) },
      { kind: 'times', value },
    ];
  if (kind === 'times') return [{ kind: 'count', value }];
  if (kind === 'month' && value === '0.5') return [{ kind: 'day', value: '15' }];
  return [];
}

/** 双方, "both", "parents" are two. */
const TWO = /双方|夫妻|夫妇|父母|双|(?<![a-z])(?:both|couples?|parents)(?![a-z])/;

function carries({ figures, text }: Evidence, figure: Figure): boolean {
  const { kind, value, of } = figure;
  if (kind === 'url') return text.includes(value);
  if (kind === 'count' && value === '2' && (of === undefined || of === 'people') && TWO.test(text))
    return true;
  const ways = [figure, ...otherWays(figure)];
  return figures.some((there) =>
    ways.some((way) =>
      there.kind !== way.kind
        ? false
        : kind === 'date'
          ? dateCarries(there.value, value)
          : there.value === way.value && (of === undefined || there.of === undefined || there.of === of),
    ),
  );
}

/** Whether a sentence is a whole sentence of the section, word for word. */
function isQuoted(sentence: string, section: string): boolean {
  const at = section.indexOf(sentence);
  return at !== -1 && (at === 0 || /[\n。！？；.!?;] ?$/.test(section.slice(Math.max(0, at - 2), at)));
}

/**
 * Whether a sentence may be released: it is fit to be spoken, cites at least one known section, and every figure, name,
 * contact and circumstance in it stands in one of the cited sections, in whatever words, with the same "must", "may" and
 * "not".
 * @param sections text of each citable section by its `n`.
 */
export function check(
  { text, cites }: Claim,
  sections: ReadonlyMap<number, string>,
  vocabulary: Vocabulary,
): Verdict {
  if (text.length > MAX_SENTENCE_CHARS) return { ok: false, reason: 'too_long' };
  const cited: Evidence[] = [];
  let unknown = false;
  for (const n of cites) {
    const section = sections.get(n);
    if (section === undefined) unknown = true;
    else cited.push(vocabulary.evidence(section));
  }
  const { locale } = vocabulary;
  const unfit = unfitWords(text, locale, (words) =>
    cited.some((each) => each.text.includes(words.toLowerCase())),
  );
  if (unfit !== undefined) return { ok: false, reason: 'unfit', words: unfit };
  if (cites.length === 0) return { ok: false, reason: 'uncited' };
  if (unknown) return { ok: false, reason: 'unknown_source' };

  const figure = figuresOf(text).find((candidate) => !cited.some((each) => carries(each, candidate)));
  if (figure) {
    const contact = figure.kind === 'url' || figure.kind === 'phone';
    return { ok: false, reason: contact ? 'contact' : 'figure', words: figure.value, figure };
  }
  const lexicon = CHECK_LEXICON[locale];
  const plain = plainText(text);
  if (cited.some((each) => isQuoted(plain.toLowerCase(), each.text))) return { ok: true };
  for (const { amounts } of cited.length === 1 ? cited : []) {
    const figure = misplacedAmount(text, amounts, lexicon);
    if (figure) return { ok: false, reason: 'figure', words: figure.value, figure };
  }
  const name = [...namesIn(plain, locale), ...vocabulary.known(plain)].find(
    (candidate) => !cited.some((each) => each.names(candidate)),
  );
  if (name) return { ok: false, reason: 'name', words: name.words };
  const clauses = clausesOf(text, lexicon);
  if (
    !isRelated(
      clauses,
      cited.map((each) => each.clauses),
    )
  )
    return { ok: false, reason: 'unknown_source' };
  const condition = inventedCondition(plain.toLowerCase(), clauses, cited, lexicon);
  if (condition !== undefined) return { ok: false, reason: 'condition', words: condition };
  const contrary = contradiction(
    clauses,
    lexicon.rhetorical.test(plain),
    cited.map((each) => each.clauses),
    lexicon.minWhole,
  );
  return contrary === undefined ? { ok: true } : { ok: false, reason: 'polarity', words: contrary };
}
