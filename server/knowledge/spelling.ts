import type { Locale } from '#protocol/index.ts';
import { termKey } from './lexical/hash.ts';
import { countOf, createKeyCounter, type KeyCounts } from './lexical/key-counts.ts';
import { createPostingsBuilder, type Postings, rangeOf } from './lexical/postings.ts';
import { LEXICON } from './texts/lexicon.ts';
import { normalize } from './tokens.ts';

/** Replaces words that the guides do not know by known ones a slip away. Takes and gives normalised text. */
export type Corrector = (text: string) => string;

/** Where the spelling is learnt from. */
export interface SpellingSource {
  /** Names, aliases, questions: what a citizen may have meant to type. */
  phrases: readonly string[];
  /** Everything else: its words are right as they are, but no slip is mended into one of them. */
  prose: readonly string[];
}

/** What was learnt: typed arrays, and the words that slips are mended into. */
export interface Spelling {
  /** Every Latin word seen. */
  known: KeyCounts;
  /** Latin words of the phrases, and how often each is said there. */
  meant: string[];
  meantCounts: Uint32Array;
  /** By each form that a meant word has when one letter at most is dropped, the words. */
  forms: Postings;
  /** Every pair of neighbouring Chinese characters seen ({@link pairKey}). */
  pairs: KeyCounts;
  /** By the characters around it ({@link pairKey}, ascending): the one that the phrases have most often in between. */
  around: Uint32Array;
  middles: Uint16Array;
  middleCounts: Uint32Array;
}

/** Shortest word that is corrected: shorter ones have too many neighbours. */
const MIN_LENGTH = 4;
const HAN_RUN = /\p{Script=Han}+/gu;
const LATIN_WORD = /\p{Script=Latin}+/gu;

/** Two UTF-16 units as one number. */
const pairKey = (text: string, first: number, second: number) =>
  ((text.charCodeAt(first) << 16) | text.charCodeAt(second)) >>> 0;

/** The word itself and every word that it becomes when one letter is dropped. */
function shortened(word: string): Set<string> {
  const forms = new Set([word]);
  for (let i = 0; i < word.length; i += 1) forms.add(word.slice(0, i) + word.slice(i + 1));
  return forms;
}

/** Whether one letter missing, added or wrong, or two neighbours swapped, is all that parts two words. */
function oneSlipApart(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

function learnLatin(phrases: readonly string[], prose: readonly string[]) {
  const known = createKeyCounter();
  const counts = new Map<string, number>();
  for (const phrase of phrases)
    for (const word of phrase.match(LATIN_WORD) ?? []) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      known.add(termKey(word));
    }
  for (const text of prose) for (const word of text.match(LATIN_WORD) ?? []) known.add(termKey(word));
  const forms = createPostingsBuilder();
  for (const [position, word] of [...counts.keys()].entries())
    if (word.length >= MIN_LENGTH)
      for (const key of new Set([...shortened(word)].map(termKey))) forms.add(position, key, 1);
  return {
    known: known.table(),
    meant: [...counts.keys()],
    meantCounts: Uint32Array.from(counts.values()),
    forms: forms.build(counts.size),
  };
}

function learnHan(phrases: readonly string[], prose: readonly string[]) {
  const pairs = createKeyCounter();
  const counts = new Map<number, Map<number, number>>();
  const learnPairs = (text: string) => {
    for (const run of text.match(HAN_RUN) ?? [])
      for (let i = 0; i + 2 <= run.length; i += 1) pairs.add(pairKey(run, i, i + 1));
  };
  for (const text of prose) learnPairs(text);
  for (const phrase of phrases) {
    learnPairs(phrase);
    for (const run of phrase.match(HAN_RUN) ?? [])
      for (let i = 0; i + 3 <= run.length; i += 1) {
        const key = pairKey(run, i, i + 2);
        const between = counts.get(key) ?? new Map<number, number>();
        const middle = run.charCodeAt(i + 1);
        counts.set(key, between.set(middle, (between.get(middle) ?? 0) + 1));
      }
  }
  const sorted = [...counts].sort((a, b) => a[0] - b[0]);
  const commonest = sorted.map(
    ([, between]): [number, number] => [...between].sort((a, b) => b[1] - a[1])[0] ?? [0, 0],
  );
  return {
    pairs: pairs.table(),
    around: Uint32Array.from(sorted, ([key]) => key),
    middles: Uint16Array.from(commonest, ([middle]) => middle),
    middleCounts: Uint32Array.from(commonest, ([, count]) => count),
  };
}

/** Learns the spelling of some guides. Chinese guides may hold Latin words too. */
export function learnSpelling({ phrases, prose }: SpellingSource, lang: Locale): Spelling {
  const normal = [phrases.map(normalize), prose.map(normalize)] as const;
  return { ...learnLatin(...normal), ...(lang === 'zh' ? learnHan(...normal) : learnHan([], [])) };
}

/**
 * Mends one slip of the fingers. Candidates by the symmetric delete method (Garbe 2012): two words meet where each
 * drops one letter at most. The commonest wins.
 */
function latinCorrector(learnt: readonly Spelling[]): Corrector {
  const correct = (word: string) => {
    if (word.length < MIN_LENGTH || LEXICON.en.stopWords.has(word)) return word;
    if (learnt.some(({ known }) => countOf(known, termKey(word)) > 0)) return word;
    const candidates = new Map<string, number>();
    for (const { forms, meant, meantCounts } of learnt) {
      const found = new Set<number>();
      for (const form of shortened(word)) {
        const [from, to] = rangeOf(forms, termKey(form));
        for (const position of forms.owners.subarray(from, to)) found.add(position);
      }
      for (const position of found) {
        const candidate = meant[position] ?? '';
        if (oneSlipApart(word, candidate))
          candidates.set(candidate, (candidates.get(candidate) ?? 0) + (meantCounts[position] ?? 0));
      }
    }
    let best = word;
    for (const [candidate, count] of candidates) if (count > (candidates.get(best) ?? 0)) best = candidate;
    return best;
  };
  return (text) => text.replace(LATIN_WORD, correct);
}

/** The place of a key in ascending keys, or −1. */
function placeOf(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * A wrong character between two right ones, as input methods and speech recognisers produce ("居主证"): where both
 * pairs that it forms are unknown, the character that their phrases have between the same neighbours takes its place.
 */
function hanCorrector(learnt: readonly Spelling[]): Corrector {
  const unknown = (text: string, at: number) =>
    learnt.every(({ pairs }) => countOf(pairs, pairKey(text, at, at + 1)) === 0);
  const middleOf = (text: string, at: number) => {
    let middle = text.charCodeAt(at);
    let most = 0;
    for (const { around, middles, middleCounts } of learnt) {
      const place = placeOf(around, pairKey(text, at - 1, at + 1));
      const count = place < 0 ? 0 : (middleCounts[place] ?? 0);
      if (count <= most) continue;
      most = count;
      middle = middles[place] ?? middle;
    }
    return String.fromCharCode(middle);
  };
  const correct = (run: string) => {
    let text = run;
    for (let i = 1; i + 1 < text.length; i += 1)
      if (unknown(text, i - 1) && unknown(text, i))
        text = text.slice(0, i) + middleOf(text, i) + text.slice(i + 1);
    return text;
  };
  return (text) => text.replace(HAN_RUN, correct);
}

/** Mends by what was learnt from all parts of the guides of a language. Chinese questions may hold Latin words too. */
export function createCorrector(learnt: readonly Spelling[], lang: Locale): Corrector {
  const latin = latinCorrector(learnt);
  if (lang === 'en') return latin;
  const han = hanCorrector(learnt);
  return (text) => latin(han(text));
}
