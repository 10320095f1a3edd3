import type { Locale } from '#protocol/index.ts';
import { misplacedAmount } from './amounts.ts';
import { clausesOf } from './clauses.ts';
import { inventedCondition } from './conditions.ts';
import { FEATURES, type Measured, measure } from './features.ts';
import { type Figure, figuresOf } from './figures.ts';
import { CHECK_LEXICON } from './lexicon/index.ts';
import { scoreOf } from './model/score.ts';
import { MODEL } from './model/trees.ts';
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

/** Rules that are right often enough to be obeyed, and those that only count as a sign. */
const SURE = ['name', 'unrelated', 'condition'] as const;
const SIGNS = ['amount', 'polarity'] as const;
const RULES = [...SURE, ...SIGNS] as const;
type Rule = (typeof RULES)[number];

/** Nobody can listen to a longer sentence; it also bounds the work of a check. */
const MAX_SENTENCE_CHARS = 400;

/** A date is carried by one that says at least as much: 11月22日 by 2026-11-22, not the other way round. */
function dateCarries(section: string, sentence: string): boolean {
  const parts = section.split('-');
  return sentence.split('-').every((part, i) => part === '*' || part === parts[i]);
}

/** Lengths of time and shares that a bare number may be, "fifteen of them", with how many of each a unit has. */
const BARE: readonly (readonly [Figure['kind'], number])[] = [
  ['money', 100],
  ['times', 1],
  ['day', 1],
  ['workday', 1],
  ['month', 1],
  ['month', 12],
  ['percent', 1],
];
const DAYS_IN_MONTH = 30;

/** Other ways to say a figure: "forty" for 40 yuan, half a month for 15 days, a month for 30. */
function otherWays({ kind, value, of }: Figure): Figure[] {
  const number = Number(value);
  if (kind === 'count')
    return (of === undefined ? BARE : BARE.slice(0, 2)).map(([way, factor]) => ({
      kind: way,
      value: String(number * factor),
    }));
  if (kind === 'times') return [{ kind: 'count', value }];
  if (kind === 'month') return [{ kind: 'day', value: String(number * DAYS_IN_MONTH) }];
  if (kind === 'day' && number % DAYS_IN_MONTH === 0)
    return [{ kind: 'month', value: String(number / DAYS_IN_MONTH) }];
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

/** Whether all that a sentence says between two marks stands literally in one section. */
function isCarriedWhole(sentence: string, section: string): boolean {
  const text = section.replaceAll(/\s/g, '');
  return sentence
    .split(/[，。；：！？、,;:!?()（）]|\.(?= |$)/)
    .every((part) => text.includes(part.replaceAll(/\s/g, '')));
}

/** What the rules find in a sentence and, where none of the sure ones stops it, what is measured of it. */
export type Examined =
  | { verdict: Verdict }
  | { rules: Readonly<Record<Rule, Verdict | undefined>>; measured: Measured };

const STOPPED = (
  reason: 'name' | 'polarity' | 'condition',
  words: string | undefined,
): Verdict | undefined => (words === undefined ? undefined : { ok: false, reason, words });

/** The check up to its judgement of doubtful sentences; for whoever trains that. */
export function examine(
  { text, cites }: Claim,
  sections: ReadonlyMap<number, string>,
  vocabulary: Vocabulary,
): Examined {
  if (text.length > MAX_SENTENCE_CHARS) return { verdict: { ok: false, reason: 'too_long' } };
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
  if (unfit !== undefined) return { verdict: { ok: false, reason: 'unfit', words: unfit } };
  if (cites.length === 0) return { verdict: { ok: false, reason: 'uncited' } };
  if (unknown) return { verdict: { ok: false, reason: 'unknown_source' } };

  const figure = figuresOf(text).find((candidate) => !cited.some((each) => carries(each, candidate)));
  if (figure) {
    const contact = figure.kind === 'url' || figure.kind === 'phone';
    return { verdict: { ok: false, reason: contact ? 'contact' : 'figure', words: figure.value, figure } };
  }
  const lexicon = CHECK_LEXICON[locale];
  const plain = plainText(text);
  if (cited.some((each) => isQuoted(plain.toLowerCase(), each.text))) return { verdict: { ok: true } };
  const misplaced = cited.length === 1 ? misplacedAmount(text, cited[0]?.amounts ?? [], lexicon) : undefined;
  const name = [...namesIn(plain, locale), ...vocabulary.known(plain)].find(
    (candidate) => !cited.some((each) => each.names(candidate)),
  );
  const clauses = clausesOf(text, lexicon);
  const indices = cited.map((each) => each.clauses);
  const rhetorical = lexicon.rhetorical.test(plain);
  const rules: Record<Rule, Verdict | undefined> = {
    amount: misplaced && { ok: false, reason: 'figure', words: misplaced.value, figure: misplaced },
    name: STOPPED('name', name?.words),
    unrelated: isRelated(clauses, indices) ? undefined : { ok: false, reason: 'unknown_source' },
    condition: STOPPED('condition', inventedCondition(plain.toLowerCase(), clauses, cited, lexicon)),
    polarity: STOPPED('polarity', contradiction(clauses, rhetorical, indices, lexicon.minWhole)),
  };
  for (const rule of SURE) if (rules[rule] !== undefined) return { verdict: rules[rule] };
  // A question that means its contrary is beyond the model.
  if (rhetorical && rules.polarity !== undefined) return { verdict: rules.polarity };
  // The model reads running text; and in the section's own words it finds nothing that the rules do not.
  if (
    !cited.every((each) => each.isPassage) ||
    cited.some((each) => isCarriedWhole(plain.toLowerCase(), each.text))
  )
    return { verdict: rules.amount ?? rules.polarity ?? { ok: true } };
  return { rules, measured: measure(text, cited, vocabulary, lexicon) };
}

/** Those of the measures that the model reads: how long a sentence is proves nothing. */
const READ = FEATURES.filter((feature) => !['clauses', 'tokens', 'sections'].includes(feature));

/** What the model reads of a doubtful sentence. */
export const inputOf = (
  { rules, measured }: Extract<Examined, { rules: unknown }>,
  locale: Locale,
): number[] => [
  ...SIGNS.map((rule) => (rules[rule] === undefined ? 0 : 1)),
  locale === 'zh' ? 1 : 0,
  ...READ.map((feature) => measured.features[feature]),
];

/**
 * Whether a sentence may be released: it is fit to be spoken, cites at least one known section, every figure, name,
 * contact and circumstance in it stands in one of the cited sections, in whatever words, and it says the same of them.
 * What is not sure is judged by a model of what is measured beside the cited sections.
 * @param sections text of each citable section by its `n`.
 */
export function check(claim: Claim, sections: ReadonlyMap<number, string>, vocabulary: Vocabulary): Verdict {
  const examined = examine(claim, sections, vocabulary);
  if ('verdict' in examined) return examined.verdict;
  const { rules, measured } = examined;
  if (scoreOf(MODEL, inputOf(examined, vocabulary.locale)) < MODEL.threshold) return { ok: true };
  for (const rule of SIGNS) if (rules[rule] !== undefined) return rules[rule];
  const { flip, contrastSentence, contrastPiece, opposite } = measured.features;
  return flip + contrastSentence + contrastPiece + opposite === 0 && measured.newWords !== ''
    ? { ok: false, reason: 'name', words: measured.newWords }
    : { ok: false, reason: 'polarity', words: measured.contrary };
}
