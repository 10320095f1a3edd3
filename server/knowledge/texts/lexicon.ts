import type { Locale } from '#protocol/index.ts';
import type { Aspect } from '../types.ts';
import { lexiconEn } from './lexicon.en.ts';
import { lexiconZh } from './lexicon.zh.ts';

/** Ways to speak of one aspect. */
export interface AspectPhrases {
  aspect: Aspect;
  /** Sources of regular expressions over normalised text. What a capturing group catches stays in the topic. */
  phrases: readonly string[];
  /**
   * `asks` (unless told otherwise): a question for this aspect ("how much"). `names`: a word of it ("online"), which
   * may as well belong to the topic. `hints`: the bare form of a question ("can I …"), which may ask for others too.
   */
  strength?: 'asks' | 'names' | 'hints';
}

/** How people of one language ask. */
export interface Lexicon {
  /** Words (in Chinese, characters) that only hold a sentence together; never index terms. */
  functionWords: ReadonlySet<string>;
  /** Words that carry no topic, function words among them. */
  stopWords: ReadonlySet<string>;
  /** Phrases that speak of an aspect. Earlier entries win where phrases overlap. */
  aspects: readonly AspectPhrases[];
  /** Openings and words by which a question leans on the one before it. */
  followUp: RegExp;
}

export const LEXICON: Readonly<Record<Locale, Lexicon>> = { zh: lexiconZh, en: lexiconEn };
