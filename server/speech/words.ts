import type { Locale, WordTrack } from '#protocol/index.ts';
import type { Speakable } from './speakable/index.ts';

/** The words at `offset` (UTF-16) of the spoken text begin at `tMs`. */
export interface WordStart {
  tMs: number;
  offset: number;
}

interface Span {
  from: number;
  to: number;
}

/** Words of the caption; a stretch that is spoken in other words ("2026-11-22") counts as one. */
function captionWords(caption: string, replaced: readonly Span[], locale: Locale): Span[] {
  const segments = [...new Intl.Segmenter(locale, { granularity: 'word' }).segment(caption)]
    .filter((segment) => segment.isWordLike)
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }));
  const merged: Span[] = [];
  for (const span of [...segments, ...replaced].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from < last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/**
 * When each word of the caption begins to sound. Words that the voice did not announce (eSpeak NG takes some Chinese
 * words as one) are placed between their neighbours by their share of the characters.
 *
 * @param endMs where the sound ends.
 * @returns every word of the caption once, in order, times never falling; punctuation belongs to no word.
 */
export function wordTrack(
  caption: string,
  speakable: Speakable,
  starts: readonly WordStart[],
  locale: Locale,
  endMs: number,
): WordTrack {
  const points: { offset: number; tMs: number }[] = [];
  for (const { tMs, offset } of starts) {
    const at = speakable.captionOffset(offset);
    const last = points.at(-1);
    if (last === undefined || (at > last.offset && tMs >= last.tMs)) points.push({ offset: at, tMs });
  }
  if (points.length === 0) points.push({ offset: 0, tMs: 0 });
  points.push({ offset: caption.length, tMs: endMs });
  let next = 0;
  return captionWords(caption, speakable.replaced, locale).map(({ from, to }) => {
    while (next < points.length - 1 && (points[next]?.offset ?? 0) < from) next += 1;
    const after = points[next] ?? { offset: from, tMs: endMs };
    const before = points[next - 1];
    if (after.offset <= from || before === undefined) return [Math.round(after.tMs), from, to];
    const share = (from - before.offset) / (after.offset - before.offset);
    return [Math.round(before.tMs + share * (after.tMs - before.tMs)), from, to];
  });
}
