import type { Locale } from '#protocol/index.ts';

/** Longer than this, in characters, a sentence is hard to follow by ear. */
const LONG_HEARD: Readonly<Record<Locale, number>> = { zh: 60, en: 240 };
const WITHIN_BRACKETS: Readonly<Record<Locale, RegExp>> = {
  zh: /[（“《][^）”》]*；/,
  en: /\([^)]*;/,
};

const ended = (text: string, stop: string) => (/[。！？.!?]$/.test(text) ? text : `${text}${stop}`);

/**
 * A long sentence as several; only a semicolon parts what stands by itself. In Chinese each clause is a sentence; in
 * English, where a list reads on over semicolons, as many clauses go together as can be followed.
 */
export function breaths(text: string, locale: Locale): string[] {
  const semicolon = locale === 'zh' ? '；' : '; ';
  if (text.length <= LONG_HEARD[locale] || !text.includes(semicolon) || WITHIN_BRACKETS[locale].test(text))
    return [text];
  const clauses = text.split(semicolon);
  // The items of a list are no sentences.
  if (locale === 'en' && clauses.at(-1)?.startsWith('and ')) return [text];
  if (locale === 'zh') return clauses.map((clause) => ended(clause, '。'));
  const parts: string[] = [];
  for (const clause of clauses) {
    const together = `${parts.at(-1) ?? ''}${semicolon}${clause}`;
    if (parts.length > 0 && together.length <= LONG_HEARD.en) parts.splice(-1, 1, together);
    else parts.push(clause.charAt(0).toUpperCase() + clause.slice(1));
  }
  return parts.map((part) => ended(part, '.'));
}
