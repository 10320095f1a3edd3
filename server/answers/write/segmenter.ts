import type { Sentence } from '../types.ts';

/** Words whose full stop never ends a sentence. */
const ABBREVIATION =
  /(?:^|[^a-z])(?:e\.g|i\.e|nos?|arts?|sec|dr|mr|mrs|ms|st|vs|approx|incl|max|min|dept|tel|ext|figs?)\.$/i;
/** Words whose full stop ends a sentence only before a capital: "until 5 p.m. Come early." */
const MAYBE_LAST = /(?:^|[^a-z])(?:etc|a\.m|p\.m|u\.s)\.$/i;
const END_MARK = /[。！？!?.\n]/;
const CLOSING = '”’）》】〕)\'"';
const CITATION = /\s*\[(\d{1,3})\]/g;
/** A line this long without an end is cut at the end of the line only; the model's token limit bounds it. */
const LIST_MARK = /^\s*(?:[-*•·]|\d{1,2}[.)、]|[（(]\d{1,2}[)）])\s+/;

function isEnd(text: string, at: number): boolean {
  const char = text[at];
  if (char === undefined) return false;
  if ('。！？\n'.includes(char)) return true;
  if (char === '!' || char === '?') return true;
  if (char !== '.') return false;
  const before = text[at - 1] ?? '';
  const after = text[at + 1];
  // 8.5, 3.2.0, v1.x and haicheng.example are no ends; a full stop at the very end may yet turn out to be one of them.
  if (after === undefined || /[\p{L}\p{N}]/u.test(after)) return false;
  if (/^\s*\d{1,2}$/.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) return false;
  if (/[\p{Lu}]/u.test(before) && !/[\p{L}\p{N}]/u.test(text[at - 2] ?? ' ')) return false;
  const upToHere = text.slice(Math.max(0, at - 12), at + 1);
  if (ABBREVIATION.test(upToHere)) return false;
  return !MAYBE_LAST.test(upToHere) || /^\.\s+\p{Lu}/u.test(text.slice(at));
}

/** Where the sentence that begins at 0 ends, marks, closing quotes and citations included; -1 while unknown. */
function endOfSentence(text: string, complete: boolean): number {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if ('（《【〔('.includes(char)) depth += 1;
    else if ('）》】〕)'.includes(char)) depth = Math.max(0, depth - 1);
    if (char === '\n') return i + 1;
    if (depth > 0 || !isEnd(text, i)) continue;
    let end = i + 1;
    while (end < text.length && ('。！？!?.'.includes(text[end] ?? '') || CLOSING.includes(text[end] ?? '')))
      end += 1;
    for (;;) {
      const rest = text.slice(end);
      const cite = /^[ \t]*\[\d{1,3}\][。.]?/.exec(rest);
      if (cite) {
        end += cite[0].length;
        continue;
      }
      // "[", "[1" or nothing yet: more may belong to this sentence.
      if (!complete && /^[ \t]*(?:\[\d{0,3})?$/.test(rest)) return -1;
      return end;
    }
  }
  return complete ? text.length : -1;
}

/** Text as shown: no citation marks, headings, links or list marks; emphasis stays. */
function toSentence(raw: string): Sentence | undefined {
  const cites = [...new Set([...raw.matchAll(CITATION)].map(([, n]) => Number(n)))];
  const line = LIST_MARK.test(raw);
  const text = raw
    .replace(CITATION, '')
    .replace(LIST_MARK, '')
    .replace(/^\s*(?:#{1,6}|>)\s+/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .replace(/([。！？])[.。]+$/, '$1')
    .trim();
  // Marks alone are no sentence.
  if (!/[\p{L}\p{N}]/u.test(text)) return undefined;
  return line ? { text, cites, line } : { text, cites };
}

export interface Segmenter {
  /** Takes the next piece of the stream and gives every sentence that is now whole. */
  push(piece: string): Sentence[];
  /** Gives what is left when the stream has ended well. A stream that broke off is not flushed. */
  flush(): Sentence[];
}

/**
 * Cuts a stream of Chinese or English text into sentences with their `[n]` citations, which may stand before or after
 * the closing mark. A sentence is held until what follows shows that it is over.
 */
export function createSegmenter(): Segmenter {
  let rest = '';
  /** Most pieces of a stream end no sentence: what holds no mark of an end is not looked through again. */
  let mayEnd = false;
  const take = (complete: boolean): Sentence[] => {
    const sentences: Sentence[] = [];
    for (;;) {
      if (rest.trim() === '') break;
      const end = endOfSentence(rest, complete);
      if (end === -1) break;
      const sentence = toSentence(rest.slice(0, end));
      rest = rest.slice(end);
      if (sentence) sentences.push(sentence);
    }
    return sentences;
  };
  return {
    push(piece) {
      rest += piece;
      mayEnd ||= END_MARK.test(piece);
      if (!mayEnd) return [];
      const sentences = take(false);
      mayEnd = END_MARK.test(rest);
      return sentences;
    },
    flush: () => take(true),
  };
}

/** Whole text → its sentences. */
export function sentencesOf(text: string): string[] {
  const segmenter = createSegmenter();
  return [...segmenter.push(text), ...segmenter.flush()].map((sentence) => sentence.text);
}
