import type { Locale } from '#protocol/index.ts';

/** Most forms that one pattern may stand for: more are a grammar, which a glossary is not. */
export const MAX_FORMS = 200;

/**
 * The forms that a pattern stands for: `(a|b|)c` → ac, bc, c. Undefined where parentheses do not match or stand inside
 * others, or where there are more than `MAX_FORMS`.
 */
export function alternatives(pattern: string): string[] | undefined {
  let forms = [''];
  for (const piece of pattern.split(/(\([^()]*\))/)) {
    const choice = /^\((.*)\)$/.exec(piece)?.[1];
    if (choice === undefined && /[()|]/.test(piece)) return undefined;
    const options = choice === undefined ? [piece] : choice.split('|');
    if (forms.length * options.length > MAX_FORMS) return undefined;
    forms = forms.flatMap((form) => options.map((option) => form + option));
  }
  return [...new Set(forms)];
}

function pluralOf(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** The ways to write a form given as units: in English its plural too, formed by rule on the last word. */
export function spellings(units: readonly string[], lang: Locale): string[][] {
  const last = units.at(-1);
  if (lang === 'zh' || last === undefined || !/^[a-z]+$/.test(last)) return [[...units]];
  return [[...units], [...units.slice(0, -1), pluralOf(last)]];
}
