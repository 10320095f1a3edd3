import type { Locale } from '#protocol/index.ts';
import { LEXICON } from './texts/lexicon.ts';
import { normalize } from './tokens.ts';
import type { Aspect } from './types.ts';

interface Pattern {
  aspect: Aspect;
  expression: RegExp;
  weak: boolean;
}

function compile(lang: Locale): Pattern[] {
  return LEXICON[lang].aspects.map(({ aspect, phrases, weak }) => ({
    aspect,
    expression: new RegExp(lang === 'zh' ? phrases.join('|') : `\\b(?:${phrases.join('|')})\\b`, 'g'),
    weak: weak ?? false,
  }));
}

const PATTERNS: Readonly<Record<Locale, readonly Pattern[]>> = { zh: compile('zh'), en: compile('en') };

/** What a question asks about, and the question without the words that say so. */
export interface Reading {
  /** Strongest first; empty when the question names no aspect. */
  aspects: Aspect[];
  /** Normalised text of the question with the phrases of its aspects blanked: what is left is the topic. */
  topic: string;
}

/** Splits a question into the aspect it asks for and the topic it is about, by the phrases of its language. */
export function readQuestion(text: string, lang: Locale): Reading {
  const strong: Aspect[] = [];
  const weak: Aspect[] = [];
  let rest = normalize(text);
  for (const { aspect, expression, weak: isWeak } of PATTERNS[lang]) {
    if (isWeak) {
      if (expression.test(rest)) weak.push(aspect);
      expression.lastIndex = 0;
      continue;
    }
    const blanked = rest.replace(expression, ' ; ');
    if (blanked !== rest && !strong.includes(aspect)) strong.push(aspect);
    rest = blanked;
  }
  return { aspects: strong.length > 0 ? strong : [...new Set(weak)], topic: rest };
}

/** What a question asks for, strongest first: `detectAspects('补办身份证多少钱', 'zh')` → `['fees']`. */
export function detectAspects(text: string, lang: Locale): Aspect[] {
  return readQuestion(text, lang).aspects;
}
