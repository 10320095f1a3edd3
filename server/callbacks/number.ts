/** Letters that sound and look like no other and like no digit. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const PER_LETTER = 999;

/** Requests that one day has numbers for. */
export const NUMBERS_A_DAY = LETTERS.length * PER_LETTER;

/** The `ordinal`th number of a day, from 1, then B-001. */
export function numberAt(ordinal: number): string {
  const letter = LETTERS.charAt(Math.floor((ordinal - 1) / PER_LETTER) % LETTERS.length);
  return `${letter}-${String(((ordinal - 1) % PER_LETTER) + 1).padStart(3, '0')}`;
}

/** Which of its day a number is, from 1; 0 when it is none. */
export function ordinalOf(number: string): number {
  const [, letter = '', digits = ''] = /^([A-Z])-(\d{3})$/.exec(number) ?? [];
  const at = LETTERS.indexOf(letter);
  return letter === '' || at === -1 ? 0 : at * PER_LETTER + Number(digits);
}
