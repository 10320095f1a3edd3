import { createHash } from 'node:crypto';
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
  /** Digest of the entry's id, the place and the text: the same as long as the vector may be kept. */
  digest: string;
}

/** Everything about the entries that gets a vector, without repetitions. */
export function unitsOf(entries: readonly (Entry & { id: string })[], lang: Locale): Unit[] {
  const gap = SECTION_TEXTS[lang].sentenceGap;
  return entries.flatMap((entry, position) => {
    const unit = (section: number | null, place: string, text: string): Unit => ({
      entry: position,
      section,
      text,
      digest: createHash('sha256').update(`${entry.id}\n${place}\n${text}`).digest('hex').slice(0, 32),
    });
    const evidence = [...new Set([...entry.names, ...entry.questions])];
    return [
      ...evidence.map((text) => unit(null, '', text)),
      ...entry.sections.map(({ title, text }, index) =>
        unit(index, 'section', `${entry.name}${gap}${title}\n${text}`),
      ),
    ];
  });
}
