const ZH_DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const ZH_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

export const ZH_NUMERAL = '[零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十拾百佰千仟万亿]+';

/** Value of a Chinese numeral: 二十 → 20, 两百五 → 250, 一万二 → 12000, 二〇二六 → 2026. Undefined if it is none. */
export function parseZhNumeral(text: string): number | undefined {
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) {
    return Number([...text].map((char) => ZH_DIGITS[char]).join(''));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastUnit = 1;
  for (const char of text) {
    const unit = ZH_UNITS[char];
    const value = ZH_DIGITS[char];
    if (unit !== undefined) {
      section += (digit ?? (section === 0 ? 1 : 0)) * unit;
      digit = undefined;
      lastUnit = unit;
    } else if (char === '万' || char === '亿') {
      const scale = char === '万' ? 10_000 : 100_000_000;
      total = (total + section + (digit ?? 0)) * scale;
      section = 0;
      digit = undefined;
      lastUnit = scale;
    } else if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
      if (value === 0) lastUnit = 1;
    } else return undefined;
  }
  // 两百五 is 250, 一万二 is 12000: a last digit without a unit counts in tenths of the unit before it.
  const tail = (digit ?? 0) * (lastUnit >= 100 ? lastUnit / 10 : 1);
  return total + section + tail;
}

const EN_SMALL: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

const EN_WORD = `(?:${Object.keys(EN_SMALL).join('|')}|hundred|thousand|dozen)`;
export const EN_NUMERAL = `(?:a (?=hundred|thousand|dozen))?${EN_WORD}(?:(?:[ -]|(?<=hundred|thousand) and )${EN_WORD})*`;

/** Value of an English numeral in words: twenty-five → 25, two hundred and fifty → 250. Undefined if it is none. */
export function parseEnNumeral(text: string): number | undefined {
  let total = 0;
  let section = 0;
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    if (word === 'and' || word === 'a') continue;
    if (word === 'hundred') section = (section || 1) * 100;
    else if (word === 'dozen') section = (section || 1) * 12;
    else if (word === 'thousand') {
      total += (section || 1) * 1000;
      section = 0;
    } else {
      const value = EN_SMALL[word];
      if (value === undefined) return undefined;
      section += value;
    }
  }
  return total + section;
}
