import { DOCUMENTS } from './documents.ts';
import { type PersonalKind, placeholder } from './kinds.ts';
import { NAMES } from './names.ts';
import { NUMBERS } from './numbers.ts';
import { PLACES } from './places.ts';
import type { Rule, Span } from './rule.ts';
import { digitView, plainView, type View } from './view.ts';

export { isSecret, type PersonalKind, PLACEHOLDER, PLACEHOLDERS } from './kinds.ts';

export interface Redacted {
  /** The text with every find replaced by its placeholder. */
  text: string;
  /** Kinds found, each once. */
  found: PersonalKind[];
}

/** E-mail addresses and plates hold digits that are nothing else; names and homes stand around numbers. */
const RULES: readonly Rule[] = [
  ...DOCUMENTS.filter(({ kind }) => kind === 'email'),
  ...NUMBERS,
  ...DOCUMENTS.filter(({ kind }) => kind !== 'email'),
  ...PLACES,
  ...NAMES,
];

interface Find {
  kind: PersonalKind;
  span: Span;
}

/** Stands for what a rule before has taken: no letter, no digit, no blank. */
const TAKEN = '\uFFFC';

/** What the rules find in one view, in places of the original; `taken` are finds that are made already. */
function findIn(view: View, rules: readonly Rule[], taken: readonly Find[]): Find[] {
  const chars = [...view.text.split('')];
  const blot = (start: number, end: number) => chars.fill(TAKEN, start, end);
  for (const { span } of taken) {
    const start = view.to.findIndex((to) => to > span[0]);
    let end = start;
    while (start !== -1 && end < chars.length && (view.from[end] ?? 0) < span[1]) end += 1;
    if (start !== -1) blot(start, end);
  }
  const finds: Find[] = [];
  let text = chars.join('');
  for (const { kind, find } of rules) {
    const spans = [...find(text)].filter(([start, end]) => end > start);
    for (const [start, end] of spans) {
      finds.push({ kind, span: [view.from[start] ?? 0, view.to[end - 1] ?? 0] });
      blot(start, end);
    }
    if (spans.length > 0) text = chars.join('');
  }
  return finds;
}

/** Values by placeholder. Beside the objects, not in them: nothing that writes an object down writes these. */
const kept = new WeakMap<Redacted, ReadonlyMap<string, string>>();

/** Texts that were found to hold nothing: a question passes several gates on its way. Oldest out first. */
const clean = new Set<string>();
const REMEMBERED = 500;

function rememberClean(text: string): void {
  const oldest = clean.values().next();
  if (clean.size >= REMEMBERED && !oldest.done) clean.delete(oldest.value);
  clean.add(text);
}

/**
 * Replaces personal data by typed placeholders, whatever the script, width and spacing of its digits; the same value
 * twice has the same placeholder. Hotlines, postcodes, amounts, dates, statute and credit codes stay. docs/safety.md
 * lists what is found. Takes time in proportion to the text.
 */
export function redact(text: string): Redacted {
  if (clean.has(text)) return { text, found: [] };
  const plain = plainView(text);
  const first = findIn(plain, RULES, []);
  const spelled = digitView(plain);
  const rest =
    spelled.text === plain.text
      ? []
      : findIn(
          spelled,
          RULES.filter((rule) => rule.spelled),
          first,
        );
  const finds = [...first, ...rest].sort((a, b) => a.span[0] - b.span[0]);

  const marks = new Map<string, string>();
  const values = new Map<string, string>();
  let redacted = '';
  let end = 0;
  for (const { kind, span } of finds) {
    if (span[0] < end) continue;
    const value = text.slice(...span);
    const same = `${kind} ${plainView(value)
      .text.toLowerCase()
      .replace(/[\s\p{P}]/gu, '')}`;
    let mark = marks.get(same);
    // What the citizen typed as a placeholder is none.
    for (let n = 1; mark === undefined; n += 1) {
      const free = placeholder(kind, n);
      if (!values.has(free) && !text.includes(free)) mark = free;
    }
    marks.set(same, mark);
    if (!values.has(mark)) values.set(mark, value);
    redacted += text.slice(end, span[0]) + mark;
    end = span[1];
  }
  const found = [...new Set(finds.map(({ kind }) => kind))];
  if (found.length === 0) rememberClean(text);
  const result: Redacted = { text: redacted + text.slice(end), found };
  kept.set(result, values);
  return result;
}

/**
 * The values behind the placeholders of what `redact` gave, by placeholder. Known only for that very object and while
 * it lives; a copy, however made, has none. For showing citizens their own words, never for a log, a table or a model.
 */
export const keptOf = (redacted: Redacted): ReadonlyMap<string, string> => kept.get(redacted) ?? new Map();

/** A text with the placeholders of `redacted` filled in again. */
export function restore(redacted: Redacted, text: string = redacted.text): string {
  const values = keptOf(redacted);
  return text.replace(/\[[A-Z_]{4,20}(?:_\d{1,3})?\]/g, (mark) => values.get(mark) ?? mark);
}
