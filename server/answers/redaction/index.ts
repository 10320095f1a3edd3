import { isIdNumber } from './id-number.ts';

export type PersonalKind = 'id_number' | 'receipt' | 'phone';

export interface Redacted {
  /** The text with every find replaced by its placeholder. */
  text: string;
  /** Kinds found, each once. */
  found: PersonalKind[];
}

/** What stands in the text instead; the same in every language, so that models and staff read it alike. */
export const PLACEHOLDER: Readonly<Record<PersonalKind, string>> = {
  id_number: '[ID_NUMBER]',
  receipt: '[RECEIPT]',
  phone: '[PHONE]',
};

/** Marks people put between groups of digits; up to three in a row ("138 - 0013 - 8000"). */
const GAP = '[ \\t\\-–—·.]{0,3}';
const digits = (n: number) => Array.from({ length: n }, () => '\\d').join(GAP);
const word = (n: number) => Array.from({ length: n }, () => '[0-9a-z]').join(GAP);

interface Rule {
  kind: PersonalKind;
  pattern: RegExp;
  holds(compact: string): boolean;
}

/** In this order: an ID number may contain what looks like a mobile number. */
const RULES: readonly Rule[] = [
  {
    kind: 'receipt',
    pattern: new RegExp(
      `(?<![0-9a-z])h${GAP}c${GAP}20\\d\\d${GAP}${word(4)}${GAP}${word(4)}${GAP}[0-9a-z](?![0-9a-z])`,
      'gi',
    ),
    // A mistyped receipt is as personal as a right one: no check character asked for.
    holds: () => true,
  },
  {
    kind: 'id_number',
    pattern: new RegExp(`(?<!\\d)${digits(17)}${GAP}[\\dx](?![0-9a-z])`, 'gi'),
    holds: isIdNumber,
  },
  {
    kind: 'phone',
    // Mainland mobile numbers, MIIT numbering plan: 11 digits, 13x to 19x.
    pattern: new RegExp(`(?<![\\d])(?:\\+?86${GAP})?1${GAP}[3-9]${GAP}${digits(9)}(?!\\d)`, 'g'),
    holds: () => true,
  },
];

/** Full-width digits, letters and dashes as ASCII, one character for one, so that positions stay the same. */
function narrow(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000－‐‑‒−]/g, (char) => {
    const code = char.charCodeAt(0);
    if (code === 0x3000) return ' ';
    return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : '-';
  });
}

/**
 * Replaces ID numbers (GB 11643: check character and date must hold), case receipts (any spelling) and mobile
 * numbers by typed placeholders, spaced and full-width forms included. Hotlines, postcodes and amounts stay.
 */
export function redact(text: string): Redacted {
  const found = new Set<PersonalKind>();
  let rest = text;
  for (const { kind, pattern, holds } of RULES) {
    let redacted = '';
    let end = 0;
    for (const match of narrow(rest).matchAll(pattern)) {
      if (!holds(match[0].replace(/[^0-9a-z]/gi, ''))) continue;
      redacted += rest.slice(end, match.index) + PLACEHOLDER[kind];
      end = match.index + match[0].length;
      found.add(kind);
    }
    rest = redacted + rest.slice(end);
  }
  return { text: rest, found: [...found] };
}
