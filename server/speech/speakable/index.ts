import type { Locale } from '#protocol/index.ts';
import { ENGLISH_RULES } from './english.ts';
import { MANDARIN_RULES } from './mandarin.ts';
import { MARKUP_RULES } from './markup.ts';
import { rewrite, type Speakable } from './rewrite.ts';

export type { Speakable };

const RULES = {
  zh: [...MARKUP_RULES, ...MANDARIN_RULES],
  en: [...MARKUP_RULES, ...ENGLISH_RULES],
};

/**
 * The caption as it is said: figures, dates, amounts, signs and markup become words of the caption's language.
 * The result holds no character that means anything to a speech engine (`<`, `>`, `&`, `[`, `]`).
 */
export const speakable = (caption: string, locale: Locale): Speakable => rewrite(caption, RULES[locale]);
