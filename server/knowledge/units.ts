import { createHash } from 'node:crypto';
import { SECTION_TEXTS } from './texts/index.ts';
import type { Guide } from './types.ts';

/**
 * One piece of evidence for a guide. A section can be shown; its name, aliases and questions only lead to it
 * (`section` is null).
 */
export interface Unit {
  /** Position of the guide in the index. */
  guide: number;
  /** Position of the section in the guide, or null. */
  section: number | null;
  text: string;
  /** Digest of the guide's id, the place and the text: the same as long as the vector may be kept. */
  digest: string;
}

/** Everything about the guides that gets a vector, without repetitions. */
export function unitsOf(guides: readonly Guide[]): Unit[] {
  return guides.flatMap((guide, position) => {
    const gap = SECTION_TEXTS[guide.lang].sentenceGap;
    const unit = (section: number | null, place: string, text: string): Unit => ({
      guide: position,
      section,
      text,
      digest: createHash('sha256').update(`${guide.id}\n${place}\n${text}`).digest('hex').slice(0, 32),
    });
    const evidence = [...new Set([guide.name, ...guide.aliases, ...guide.questions])];
    return [
      ...evidence.map((text) => unit(null, '', text)),
      ...guide.sections.map(({ anchor, title, text }, index) =>
        unit(index, anchor, `${guide.name}${gap}${title}\n${text}`),
      ),
    ];
  });
}
