import type { Locale, Utterance, WordTrack } from '#protocol/index.ts';

/**
 * Reading aloud: Mandarin runs at 4 to 5 syllables a second, English at about 150 words of 6.5 characters a
 * minute with its spaces.
 */
const MS_PER_CHAR: Readonly<Record<Locale, number>> = { zh: 220, en: 60 };

/** A held sentence stays long enough to be noticed. */
const SHORTEST_HOLD_MS = 1200;

/** Characters `from`..`to` of `speech`, end exclusive. */
export interface WordSpan {
  from: number;
  to: number;
}

/** Milliseconds it takes to read `speech` aloud. */
export function readingTimeMs(speech: string, locale: Locale): number {
  return Math.max(SHORTEST_HOLD_MS, speech.length * MS_PER_CHAR[locale]);
}

/** Milliseconds for which an utterance that does not sound is held: as long as its audio, if that is known. */
export function holdMs(utterance: Utterance): number {
  const spoken = utterance.audio?.durationMs ?? 0;
  return spoken > 0 ? spoken : readingTimeMs(utterance.speech, utterance.locale);
}

/** A word track for speech that has none: words of the language, each beginning when its first character is read. */
export function estimateWords(speech: string, locale: Locale): WordTrack {
  const words: WordTrack = [];
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  for (const { segment, index, isWordLike } of segmenter.segment(speech)) {
    if (isWordLike) words.push([index * MS_PER_CHAR[locale], index, index + segment.length]);
  }
  return words;
}

/** The utterance's own word track, else the estimate: what `wordAt` and `charsHeard` should be given. */
export function wordsOf(utterance: Utterance): WordTrack {
  const { words } = utterance;
  return words !== undefined && words.length > 0 ? words : estimateWords(utterance.speech, utterance.locale);
}

/** Index of the last word that has begun before `tMs`, or -1. */
function lastBegun(words: WordTrack, tMs: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = words[middle]?.[0] ?? Number.POSITIVE_INFINITY;
    if (start < tMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The word sounding at `tMs` (the last one begun), or null before the first. */
export function wordAt(words: WordTrack, tMs: number): WordSpan | null {
  const word = words[lastBegun(words, tMs)];
  return word === undefined ? null : { from: word[1], to: word[2] };
}

/** How many characters of `speech` had sounded by `tMs`; a word counts as soon as it has begun. */
export function charsHeard(words: WordTrack, speech: string, tMs: number): number {
  const last = lastBegun(words, tMs);
  let heard = 0;
  for (let i = 0; i <= last; i++) heard = Math.max(heard, words[i]?.[2] ?? 0);
  return Math.min(heard, speech.length);
}
