export interface Run {
  text: string;
  strong: boolean;
}

const EMPHASIS = /(\*\*|__)(?=\S)(.+?)\1|\*(?=\S)([^*]+?)\*/g;
const LIST_MARKER = /^\s*(?:[-*•])\s+/;

/** A sentence as runs of plain and emphasised words: the inline Markdown that utterances may hold, nothing more. */
export function emphasisRuns(text: string): Run[] {
  const runs: Run[] = [];
  let start = 0;
  for (const match of text.matchAll(EMPHASIS)) {
    if (match.index > start) runs.push({ text: text.slice(start, match.index), strong: false });
    runs.push({ text: match[2] ?? match[3] ?? '', strong: true });
    start = match.index + match[0].length;
  }
  if (start < text.length) runs.push({ text: text.slice(start), strong: false });
  return runs;
}

/** A list line without its bullet, or null when `text` is no list line. */
export function listLine(text: string): string | null {
  return LIST_MARKER.test(text) ? text.replace(LIST_MARKER, '') : null;
}
