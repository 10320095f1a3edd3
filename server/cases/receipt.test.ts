import { describe, expect, it } from 'vitest';
import { formatReceipt, newReceipt, parseReceipt, receiptTail } from './receipt.ts';
import { seededRandom } from './testing.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

/** Receipts of a fixed pseudo-random sequence. */
function samples(count: number): string[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => newReceipt(random, 2026));
}

/** Where the characters under the check stand: year, code, check character. */
const POSITIONS = [3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16, 18];

function replaced(text: string, at: number, character: string): string {
  return text.slice(0, at) + character + text.slice(at + 1);
}

describe('newReceipt', () => {
  it('is the form printed on paper and reads back as itself', () => {
    for (const receipt of samples(200)) {
      expect(receipt).toMatch(/^HC-2026(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$/);
      expect(parseReceipt(receipt)).toBe(receipt);
    }
  });

  it('uses all 40 random bits, first byte first', () => {
    expect(newReceipt(() => Uint8Array.of(0, 0, 0, 0, 0), 2026)).toMatch(/^HC-2026-0000-0000-/);
    expect(newReceipt(() => Uint8Array.of(255, 255, 255, 255, 255), 2026)).toMatch(/^HC-2026-ZZZZ-ZZZZ-/);
    expect(newReceipt(() => Uint8Array.of(0b00001_000, 0, 0, 0, 2), 2026)).toMatch(/^HC-2026-1000-0002-/);
  });
});

describe('parseReceipt', () => {
  it('forgives case, spaces, hyphens, full-width characters, look-alikes and a missing HC', () => {
    const receipt = formatReceipt('2026', '10AB1000');
    const check = receipt.slice(-1);
    for (const written of [
      receipt.toLowerCase(),
      `  ${receipt}\n`,
      receipt.replaceAll('-', ''),
      receipt.replaceAll('-', ' '),
      receipt.replaceAll('-', '—'),
      receipt.replaceAll('-', '－'),
      receipt.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
      receipt.split('').join('\u200b'),
      `HC-2O26-IOAB-LooO-${check}`,
      receipt.slice(3),
    ]) {
      expect(parseReceipt(written), written).toBe(receipt);
    }
  });

  it('catches every single wrong character', () => {
    for (const receipt of samples(20)) {
      for (const at of POSITIONS) {
        for (const character of ALPHABET) {
          if (character === receipt[at]) continue;
          expect(parseReceipt(replaced(receipt, at, character)), `${receipt} at ${at}`).toBeUndefined();
        }
      }
    }
  });

  it('catches every exchange of two different characters', () => {
    for (const receipt of samples(50)) {
      for (const [i, one] of POSITIONS.entries()) {
        for (const two of POSITIONS.slice(i + 1)) {
          const [a = '', b = ''] = [receipt[one], receipt[two]];
          if (a === b) continue;
          const exchanged = replaced(replaced(receipt, one, b), two, a);
          expect(parseReceipt(exchanged), `${receipt} ${one}↔${two}`).toBeUndefined();
        }
      }
    }
  });

  it('refuses what is no receipt', () => {
    const receipt = formatReceipt('2026', 'ABCDEFGH');
    for (const text of ['', 'HC', '2026', `${receipt}0`, receipt.slice(0, -1), receipt.replace('HC', 'XC')]) {
      expect(parseReceipt(text), text).toBeUndefined();
    }
    expect(parseReceipt(receipt.replace('ABCD', 'ABCU'))).toBeUndefined();
  });
});

describe('formatReceipt', () => {
  it('refuses a year or code that no receipt can have, without repeating it', () => {
    expect(() => formatReceipt('1999', 'ABCDEFGH')).toThrow(RangeError);
    expect(() => formatReceipt('2026', 'ABC')).toThrow(/^not the year and code of a receipt$/);
  });
});

describe('receiptTail', () => {
  it('is the last group with the check character', () => {
    const receipt = formatReceipt('2026', 'ABCDEFGH');
    expect(receiptTail(receipt)).toBe(`EFGH-${receipt.slice(-1)}`);
  });
});
