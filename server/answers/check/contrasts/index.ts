import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { ContrastWords } from './types.ts';
import { zh } from './zh.ts';

/** A side of a group of contrasting words that a text has. */
export interface Said {
  group: number;
  side: number;
  word: string;
}

interface Reader {
  pattern: RegExp;
  sides: ReadonlyMap<string, readonly Omit<Said, 'word'>[]>;
  /** Groups up to this one are opposites. */
  opposites: number;
}

const lines = (text: string) => text.trim().split('\n');
const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function reader({ opposites, alternatives }: ContrastWords, locale: Locale): Reader {
  const sides = new Map<string, Omit<Said, 'word'>[]>();
  for (const [group, line] of [...lines(opposites), ...lines(alternatives)].entries())
    for (const [side, words] of line.split('/').entries())
      for (const word of words.split('|')) sides.set(word, [...(sides.get(word) ?? []), { group, side }]);
  // The longest first: of 不动产权证 and 证 the text has the former.
  const all = [...sides.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
  const pattern = locale === 'zh' ? new RegExp(all, 'g') : new RegExp(`(?<![a-z])(?:${all})(?![a-z])`, 'g');
  return { pattern, sides, opposites: lines(opposites).length };
}

const READERS: Readonly<Record<Locale, Reader>> = { zh: reader(zh, 'zh'), en: reader(en, 'en') };

/**
 * What a text says of two or more that exclude each other.
 * @param text folded, in lower case.
 */
export function contrastsIn(text: string, locale: Locale): Said[] {
  const { pattern, sides } = READERS[locale];
  return [...text.matchAll(pattern)].flatMap(([word]) =>
    (sides.get(word) ?? []).map((side) => ({ ...side, word })),
  );
}

/** Whether the sides of a group are opposites, of which one with a "not" says the other. */
export const areOpposites = (group: number, locale: Locale): boolean => group < READERS[locale].opposites;
