import type { Locale } from '#protocol/index.ts';
import { type AspectPhrases, LEXICON } from './texts/lexicon.ts';
import { normalize } from './tokens.ts';
import type { Aspect } from './types.ts';

type Strength = NonNullable<AspectPhrases['strength']>;

interface Pattern {
  aspect: Aspect;
  expression: RegExp;
  strength: Strength;
}

function compile(lang: Locale): Pattern[] {
  return LEXICON[lang].aspects.map(({ aspect, phrases, strength = 'asks' }) => ({
    aspect,
    expression: new RegExp(lang === 'zh' ? phrases.join('|') : `\\b(?:${phrases.join('|')})\\b`, 'dg'),
    strength,
  }));
}

const PATTERNS: Readonly<Record<Locale, readonly Pattern[]>> = { zh: compile('zh'), en: compile('en') };

/** Each outdoes those after it. */
const STRENGTHS: readonly Strength[] = ['asks', 'names', 'hints'];

/** What stands for a phrase that is taken out; it ends a clause. */
const MARK = ';';
const SENTENCE_END = /[.?!;。\n]+/g;

interface Mention {
  aspect: Aspect;
  strength: Strength;
  at: number;
}

/** What a question asks about, and the question without the words that say so. */
export interface Reading {
  /** Strongest first; empty when the question names no aspect. */
  aspects: Aspect[];
  /** Normalised text of the question with the phrases of its aspects blanked: what is left is the topic. */
  topic: string;
}

/** Number of the sentence in which a place of the text lies, counted from the end. */
function sentencesAfter(text: string): (at: number) => number {
  const ends = [...text.trimEnd().matchAll(SENTENCE_END)].map(({ index, 0: { length } }) => index + length);
  const inner = ends.filter((end) => end < text.trimEnd().length);
  return (at) => inner.filter((end) => end > at).length;
}

/** As `matchAll`, which copies the expression at each call. */
function matchesOf(expression: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push(match);
    if (match[0] === '') expression.lastIndex += 1;
  }
  return found;
}

/** The text with matches marked out, of the same length. What a group of theirs caught stays: it is of the topic. */
function blank(text: string, matches: readonly RegExpExecArray[]): string {
  let blanked = '';
  let read = 0;
  for (const { index, indices, 0: phrase } of matches) {
    blanked += text.slice(read, index);
    read = index;
    for (const [from, to] of (indices ?? []).slice(1).filter((range) => range !== undefined)) {
      blanked += MARK.repeat(from - read) + text.slice(from, to);
      read = to;
    }
    blanked += MARK.repeat(index + phrase.length - read);
    read = index + phrase.length;
  }
  return blanked + text.slice(read);
}

/** Splits a question into the aspect it asks for and the topic it is about, by the phrases of its language. */
export function readQuestion(text: string, lang: Locale): Reading {
  const normal = normalize(text);
  const mentions: Mention[] = [];
  let rest = normal;
  for (const { aspect, expression, strength } of PATTERNS[lang]) {
    const found = matchesOf(expression, rest);
    for (const { index } of found) mentions.push({ aspect, strength, at: index });
    if (strength !== 'hints') rest = blank(rest, found);
  }
  const after = sentencesAfter(normal);
  const ranked = mentions
    .map(({ aspect, strength, at }) => ({ aspect, rank: STRENGTHS.indexOf(strength), after: after(at), at }))
    .sort((a, b) => a.rank - b.rank || a.after - b.after || a.at - b.at);
  const asked = ranked.filter(({ rank }) => rank < 2);
  return {
    aspects: [...new Set((asked.length > 0 ? asked : ranked).map(({ aspect }) => aspect))],
    topic: rest.replace(/;+/g, ` ${MARK} `),
  };
}

/** What a question asks for, strongest first: `detectAspects('补办身份证多少钱', 'zh')` → `['fees']`. */
export function detectAspects(text: string, lang: Locale): Aspect[] {
  return readQuestion(text, lang).aspects;
}
