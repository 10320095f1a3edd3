import type { PersonalKind } from './kinds.ts';

/** From where to where in the text, end exclusive. */
export type Span = readonly [start: number, end: number];

/** How one form of one kind is found. Each takes time in proportion to the text, whatever the text. */
export interface Rule {
  kind: PersonalKind;
  find(text: string): Iterable<Span>;
  /** Also looked for where figures are spelled out. */
  spelled?: boolean;
}

/**
 * What a pattern matches: its group `v`, or all of it where there is none.
 * @param pattern with the flags `g` and `d`.
 * @param holds whether a match is what it looks like.
 */
export function matches(pattern: RegExp, holds: (found: string) => boolean = () => true): Rule['find'] {
  return function* find(text) {
    for (const match of text.matchAll(pattern)) {
      const span = match.indices?.groups?.v ?? match.indices?.[0];
      if (span && holds(text.slice(...span))) yield span;
    }
  };
}

/** Characters that people put between groups; up to three in a row ("138 - 0013 - 8000"). */
const MARKS = ' \\t\\-·._*';
export const GAP = `[${MARKS}]{0,3}`;
/** For rows so long that no amount, list or date looks like them. */
export const WIDE_GAP = `[${MARKS}/,、|;~]{0,3}`;

/** `n` characters of a class with `gap` between each two. */
export const spread = (character: string, n: number, gap: string) =>
  Array.from({ length: n }, () => character).join(gap);

export const digitsOf = (text: string) => text.replace(/[^0-9]/g, '');
