import { redact } from '../redaction/index.ts';

/** Numbers as people write them, in groups or not: what redaction may take for somebody's phone. */
const NUMBER = /\d[\d\s\-–—·.()（）]*\d/g;
const digitsOf = (text: string) => text.replace(/\D/g, '');

/**
 * Last gate before anything is kept: whatever personal data slipped through until here is replaced. Costs nothing to
 * pass twice.
 */
export const withoutPersonalData = (text: string): string => redact(text).text;

/** Sentences found to be clean, newest last: guides are quoted again and again, and a look costs 50 µs and more. */
const clean = new Set<string>();
const REMEMBERED = 2000;

function rememberClean(sentence: string): void {
  const oldest = clean.values().next();
  if (clean.size >= REMEMBERED && !oldest.done) clean.delete(oldest.value);
  clean.add(sentence);
}

/**
 * The same for a sentence of an answer. One whose numbers all stand in the guides' sections it cites stays as it was
 * said: an office's phone is nobody's secret.
 */
export function answerWithoutPersonalData(speech: string, cited: readonly string[]): string {
  if (clean.has(speech)) return speech;
  const redacted = redact(speech);
  if (redacted.found.length === 0) {
    rememberClean(speech);
    return speech;
  }
  const published = digitsOf(cited.join(' '));
  const isPublished =
    cited.length > 0 && (speech.match(NUMBER) ?? []).every((number) => published.includes(digitsOf(number)));
  return isPublished ? speech : redacted.text;
}

/** Every text inside a value, passed through the gate. */
export function deepWithoutPersonalData(value: unknown): unknown {
  if (typeof value === 'string') return withoutPersonalData(value);
  if (Array.isArray(value)) return value.map(deepWithoutPersonalData);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deepWithoutPersonalData(each)]));
}
