import type { Locale } from '#protocol/index.ts';
import { DIALOGUE } from './lexicon/index.ts';

/** What an utterance does to the conversation, when it asks nothing new of a service. */
export type Act =
  | { type: 'repeat' | 'slower' | 'simpler' | 'more' | 'next' | 'rejection' }
  /** An item by its place, from 1; -1 is the last. */
  | { type: 'nth'; n: number }
  /** Something else was meant: `text`. */
  | { type: 'correction'; text: string };

/** Tried in this order: "太快了，再说一遍" is about the pace. */
const PLAIN = ['slower', 'simpler', 'repeat', 'next', 'more', 'rejection'] as const;

/** Reads an utterance that steers the conversation; null when it does not. */
export function actOf(text: string, locale: Locale): Act | null {
  const lexicon = DIALOGUE[locale];
  for (const type of PLAIN) if (lexicon[type].test(text)) return { type };
  if (lexicon.last.test(text)) return { type: 'nth', n: -1 };
  const nth = lexicon.nth
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (nth !== undefined) {
    const n = lexicon.ordinals[nth.toLowerCase()] ?? Number.parseInt(nth, 10);
    if (Number.isInteger(n) && n > 0) return { type: 'nth', n };
  }
  const meant = lexicon.correction
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
  return meant === undefined ? null : { type: 'correction', text: meant.trim() };
}
