import { parseReceipt } from '#server/cases/index.ts';
import { hasBirthday } from './id-number.ts';

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

/** Marks people put between groups of characters; up to three in a row ("138 - 0013 - 8000"). */
const MARKS = ' \\t\\-–—·._';
const PHONE_GAP = `[${MARKS}]{0,3}`;
/** A comma or slash in a mobile number would take amounts and dates for one; nothing else has 17 digits in a row. */
const GAP = `[${MARKS}/,，、]{0,3}`;
const spread = (character: string, n: number, gap: string) =>
  Array.from({ length: n }, () => character).join(gap);

interface Rule {
  kind: PersonalKind;
  pattern: RegExp;
  holds(found: string): boolean;
}

/** In this order: an ID number may contain what looks like a mobile number. */
const RULES: readonly Rule[] = [
  {
    kind: 'receipt',
    pattern: new RegExp(
      // O, I and L are forgiven for 0 and 1, as they are when a receipt is read.
      `(?<![0-9a-z])h${GAP}c${GAP}2${GAP}[0o]${GAP}${spread('[0-9oil]', 2, GAP)}${GAP}${spread('[0-9a-z]', 9, GAP)}(?![0-9a-z])`,
      'gi',
    ),
    // A mistyped receipt is as personal as a right one: no check character asked for.
    holds: () => true,
  },
  {
    kind: 'receipt',
    // Without HC, even without the year: in its groups, of letters and digits, or whole with the right check character.
    pattern: new RegExp(
      `(?<![0-9a-z]|[0-9a-z][-_/.])(?:(?:2[0o][0-9oil]{2}[-_/.])?[0-9a-z]{4}[-_/.][0-9a-z]{4}[-_/.][0-9a-z]|2${GAP}[0o]${GAP}${spread('[0-9oil]', 2, GAP)}${GAP}${spread('[0-9a-z]', 9, GAP)})(?![0-9a-z]|[-_/.][0-9a-z])`,
      'gi',
    ),
    holds: (found) =>
      /^(?:.{4}[-_/.])?(?=.*\d)(?=.*[a-z]).{4}[-_/.].{4}[-_/.].$/i.test(found) ||
      parseReceipt(found) !== undefined,
  },
  {
    kind: 'id_number',
    pattern: new RegExp(`(?<!\\d)${spread('\\d', 17, GAP)}${GAP}[\\dx](?![0-9a-z])`, 'gi'),
    holds: (found) => hasBirthday(found.replace(/[^0-9x]/gi, '')),
  },
  {
    kind: 'phone',
    // Mainland mobile numbers, MIIT numbering plan: 11 digits, 13x to 19x.
    pattern: new RegExp(
      `(?<![\\d])(?:(?:\\+|00)?86${PHONE_GAP})?1${PHONE_GAP}[3-9]${PHONE_GAP}${spread('\\d', 9, PHONE_GAP)}(?!\\d)`,
      'g',
    ),
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
 * Replaces ID numbers (GB 11643, mistyped ones too), case receipts (any spelling) and mobile numbers by typed
 * placeholders, spaced and full-width forms included. Hotlines, postcodes and amounts stay.
 */
export function redact(text: string): Redacted {
  const found = new Set<PersonalKind>();
  let rest = text;
  for (const { kind, pattern, holds } of RULES) {
    let redacted = '';
    let end = 0;
    for (const match of narrow(rest).matchAll(pattern)) {
      if (!holds(match[0])) continue;
      redacted += rest.slice(end, match.index) + PLACEHOLDER[kind];
      end = match.index + match[0].length;
      found.add(kind);
    }
    rest = redacted + rest.slice(end);
  }
  return { text: rest, found: [...found] };
}
