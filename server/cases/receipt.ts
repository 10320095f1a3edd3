/**
 * Receipts: `HC-2026-XXXX-XXXX-C`. The eight X are 40 random bits in Crockford's base 32 (no I, L, O, U); C is a
 * check character over the year and the eight.
 *
 * The check treats each character as an element of GF(32) and demands Σ cᵢ·αⁱ = 0. As the powers of α differ at every
 * position (α has order 31, there are 13 positions), it catches every single wrong character and every exchange of
 * two characters, adjacent or not; of other errors about 31 in 32. Crockford's own check (mod 37) would need five
 * characters outside the alphabet.
 */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_BYTES = 5;
const CODE_CHARS = 8;

/** x⁵ + x² + 1, a primitive polynomial: its root α generates all 31 elements of GF(32) but 0. */
const POLYNOMIAL = 0b100101;

const SHAPE = new RegExp(`^(?:HC)?(20[0-9]{2})([${ALPHABET}]{${CODE_CHARS}})([${ALPHABET}])$`);

/** Spaces, hyphens and dashes of any script, dots, underscores and invisible characters. */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212._]/gu;

/**
 * A new receipt.
 * @param random gives that many random bytes; must be unpredictable.
 */
export function newReceipt(random: (bytes: number) => Uint8Array, year: number): string {
  let bits = 0n;
  for (const byte of random(RANDOM_BYTES)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = CODE_CHARS - 1; i >= 0; i--) code += ALPHABET.charAt(Number((bits >> BigInt(5 * i)) & 31n));
  return formatReceipt(String(year), code);
}

/**
 * Writes year and code as a receipt, adding the check character.
 * @throws {RangeError} unless `year` is 20.. and `code` eight characters of the alphabet.
 */
export function formatReceipt(year: string, code: string): string {
  const check = checkCharacter(year + code);
  if (!SHAPE.test(year + code + check)) throw new RangeError('not the year and code of a receipt');
  return `HC-${year}-${code.slice(0, 4)}-${code.slice(4)}-${check}`;
}

/**
 * Reads a receipt as people write it: any case, spaces and hyphens anywhere or nowhere, full-width characters, the
 * letters O, I and L for the digits 0 and 1, `HC` left out.
 *
 * @returns the receipt as printed, or undefined when it cannot be one.
 */
export function parseReceipt(text: string): string | undefined {
  const match = SHAPE.exec(foldReceipt(text));
  const [, year, code, check] = match ?? [];
  if (year === undefined || code === undefined || check !== checkCharacter(year + code)) return undefined;
  return formatReceipt(year, code);
}

/** The characters that count of what somebody wrote as a receipt, right or wrong. */
export function foldReceipt(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(SEPARATORS, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** The end of a receipt, for showing which one is meant without giving it away: `XXXX-C`. */
export function receiptTail(receipt: string): string {
  return receipt.slice(-6);
}

/** The character that makes Σ cᵢ·αⁱ = 0 when it stands at i = 0, after the rest. */
function checkCharacter(rest: string): string {
  // Horner's rule; in GF(32) adding is XOR and every element is its own negative.
  let sum = 0;
  for (const character of rest) sum = timesAlpha(sum ^ ALPHABET.indexOf(character));
  return ALPHABET.charAt(sum);
}

function timesAlpha(element: number): number {
  const shifted = element << 1;
  return shifted & 0b100000 ? shifted ^ POLYNOMIAL : shifted;
}
