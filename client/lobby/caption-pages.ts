/** Characters `from`..`to` of the speech, end exclusive, that stand in the caption together. */
export interface CaptionPage {
  from: number;
  to: number;
}

/** After these a caption may turn the page: ends of clauses in Chinese and English. */
const CLAUSE_END = /[，。；：！？、…,.;:!?—]["”’）)》」]*\s*/g;
const WORD_END = /\s+/g;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/;
/** Mean advance of a Latin character, of the type size. */
const NARROW_EM = 0.53;

/** Width of `text` on one line, in units of the type size. An estimate: no layout is asked. */
export function widthEm(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 1 : NARROW_EM;
  return width;
}

function cutAfter(text: string, pattern: RegExp): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    // A full stop or comma inside a figure ends nothing: "3.5", "1,200", "8:30".
    if (/^[.,:]$/.test(match[0]) && end < text.length) continue;
    pieces.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) pieces.push(text.slice(start));
  return pieces;
}

/** A clause too long for the caption, in pieces: by words where there are spaces, else by characters. */
function split(clause: string, capacityEm: number): string[] {
  if (widthEm(clause) <= capacityEm) return [clause];
  const words = cutAfter(clause, WORD_END);
  if (words.length > 1) return words.flatMap((word) => split(word, capacityEm));
  return [...clause];
}

/**
 * Divides speech into pages that fit a caption of `capacityEm` (columns × lines, in units of the type size),
 * turning at ends of clauses and as few times as possible.
 */
export function captionPages(speech: string, capacityEm: number): CaptionPage[] {
  const pieces = cutAfter(speech, CLAUSE_END).flatMap((clause) => split(clause, capacityEm));
  const pages: CaptionPage[] = [];
  let from = 0;
  let to = 0;
  for (const piece of pieces) {
    const joined = speech.slice(from, to + piece.length).trimEnd();
    if (to > from && widthEm(joined) > capacityEm) {
      pages.push({ from, to });
      from = to;
    }
    to += piece.length;
  }
  pages.push({ from, to });
  return pages;
}

/** The page that holds the character at `at`; the first one before anything has sounded. */
export function pageAt(pages: readonly CaptionPage[], at: number): CaptionPage {
  return pages.find(({ to }) => at < to) ?? pages.at(-1) ?? { from: 0, to: 0 };
}
