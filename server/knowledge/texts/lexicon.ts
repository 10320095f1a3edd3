import type { Locale } from '#protocol/index.ts';
import type { Aspect } from '../types.ts';
import { lexiconEn } from './lexicon.en.ts';
import { lexiconZh } from './lexicon.zh.ts';

/** How people of one language ask. */
export interface Lexicon {
  /** Words (in Chinese, characters) that only hold a sentence together; never index terms. */
  functionWords: ReadonlySet<string>;
  /** Words that carry no topic, function words among them. */
  stopWords: ReadonlySet<string>;
  /**
   * Phrases that name an aspect, as sources of regular expressions over normalised text. Earlier entries win where
   * phrases overlap. `weak` ones count only when nothing else is asked.
   */
  aspects: readonly { aspect: Aspect; phrases: readonly string[]; weak?: true }[];
  /** Openings and words by which a question leans on the one before it. */
  followUp: RegExp;
}

export const LEXICON: Readonly<Record<Locale, Lexicon>> = { zh: lexiconZh, en: lexiconEn };
