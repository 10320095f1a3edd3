const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const PLACES = ['', '十', '百', '千'] as const;
const GROUPS = ['', '万', '亿', '万亿'] as const;

/** Digit by digit, `2026` → 二零二六. With `phone`, 1 is 幺, as numbers that are dialled or copied are read. */
export function digits(figures: string, phone = false): string {
  return [...figures]
    .map((figure) => (phone && figure === '1' ? '幺' : (DIGITS[Number(figure)] ?? figure)))
    .join('');
}

/** 1..9999 without its group word. */
function belowTenThousand(value: number): string {
  let words = '';
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    // 两千, but 二百 and 二十: the usage of official announcements.
    const figure = digit === 2 && place === 3 ? '两' : DIGITS[digit];
    words += `${gap ? '零' : ''}${figure}${PLACES[place]}`;
    gap = false;
  }
  return words;
}

/** A whole number of up to 16 digits as an amount: `12` → 十二, `2005` → 两千零五, `20000` → 两万. Longer ones go digit by digit. */
function whole(figures: string): string {
  const plain = figures.replace(/^0+(?=\d)/, '');
  if (plain.length > 16) return digits(plain);
  let words = '';
  let gap = false;
  for (let group = Math.ceil(plain.length / 4) - 1; group >= 0; group -= 1) {
    const end = plain.length - group * 4;
    const value = Number(plain.slice(Math.max(0, end - 4), end));
    if (value === 0) {
      gap = words !== '';
      continue;
    }
    const zero = words !== '' && (gap || value < 1000) ? '零' : '';
    const said = value === 2 && group > 0 ? '两' : belowTenThousand(value);
    words += `${zero}${said}${GROUPS[group]}`;
    gap = false;
  }
  if (words === '') return '零';
  return words.replace(/^一十/, '十');
}

/** A number as written, thousands separators and decimals included: `1,234.50` → 一千二百三十四点五零. */
export function amount(figures: string): string {
  const [integer = '0', fraction] = figures.replace(/[,，\s]/g, '').split('.');
  return fraction === undefined ? whole(integer) : `${whole(integer)}点${digits(fraction)}`;
}

/** A number before a measure word, where a single 2 is 两: `2` 份 → 两. */
export const counted = (figures: string): string => (figures === '2' ? '两' : amount(figures));
