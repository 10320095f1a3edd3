const SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const GROUPS = ['', ' thousand', ' million', ' billion', ' trillion'] as const;
const IRREGULAR_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** Digit by digit: `12345` → one two three four five. */
export const digits = (figures: string): string =>
  [...figures].map((figure) => SMALL[Number(figure)] ?? figure).join(' ');

function belowHundred(value: number): string {
  if (value < 20) return SMALL[value] ?? '';
  const unit = value % 10;
  return `${TENS[Math.floor(value / 10)]}${unit === 0 ? '' : `-${SMALL[unit]}`}`;
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return belowHundred(rest);
  return `${SMALL[hundreds]} hundred${rest === 0 ? '' : ` and ${belowHundred(rest)}`}`;
}

/** A whole number of up to 15 digits in British usage: `2005` → two thousand and five. Longer ones go digit by digit. */
function whole(figures: string): string {
  const plain = figures.replace(/^0+(?=\d)/, '');
  if (plain.length > 15) return digits(plain);
  const words: string[] = [];
  for (let group = Math.ceil(plain.length / 3) - 1; group >= 0; group -= 1) {
    const end = plain.length - group * 3;
    const value = Number(plain.slice(Math.max(0, end - 3), end));
    if (value === 0) continue;
    const and = group === 0 && words.length > 0 && value < 100 ? 'and ' : '';
    words.push(`${and}${belowThousand(value)}${GROUPS[group]}`);
  }
  return words.length === 0 ? 'zero' : words.join(' ');
}

/** A number as written: `1,234.50` → one thousand two hundred and thirty-four point five zero. */
export function amount(figures: string): string {
  const [integer = '0', fraction] = figures.replace(/[,\s]/g, '').split('.');
  return fraction === undefined ? whole(integer) : `${whole(integer)} point ${digits(fraction)}`;
}

/** `22` → twenty-second. */
export function ordinal(figures: string): string {
  const words = amount(figures);
  const [last = ''] = /[a-z]+$/.exec(words) ?? [];
  const ending = IRREGULAR_ORDINALS[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return words.slice(0, words.length - last.length) + ending;
}

/** A year: `2026` → twenty twenty-six, `2005` → two thousand and five, `1900` → nineteen hundred. */
export function year(figures: string): string {
  const value = Number(figures);
  if (figures.length !== 4 || (value >= 2000 && value < 2010)) return amount(figures);
  const rest = value % 100;
  const century = belowHundred(Math.floor(value / 100));
  if (rest === 0) return value % 1000 === 0 ? amount(figures) : `${century} hundred`;
  return `${century} ${rest < 10 ? `oh ${SMALL[rest]}` : belowHundred(rest)}`;
}
