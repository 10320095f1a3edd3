import type { Locale } from '#protocol/index.ts';
import type { Entry } from './lexical/lexical.ts';
import { SECTION_TEXTS } from './texts/index.ts';

/**
 * One piece of evidence for an entry. A section can be shown; its name, aliases and questions only lead to it
 * (`section` is null).
 */
export interface Unit {
  /** Position of the entry in the index. */
  entry: number;
  /** Position of the section in the entry, or null. */
  section: number | null;
  text: string;
}

/** Everything about the entries that gets a vector, without repetitions. */
export function unitsOf(entries: readonly Entry[], lang: Locale): Unit[] {
  const gap = SECTION_TEXTS[lang].sentenceGap;
  return entries.flatMap((entry, position) => {
    const unit = (section: number | null, text: string): Unit => ({
      entry: position,
      section,
      text,
    });
    const evidence = [...new Set([...entry.names, ...entry.questions])];
    return [
      ...evidence.map((text) => unit(null, text)),
      ...entry.sections.map(({ title, text }, index) => unit(index, `${entry.name}${gap}${title}\n${text}`)),
    ];
  });
}
