export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** GB 11643-1999, ISO 7064 MOD 11-2: Σ aᵢ·2ⁱ ≡ 1 (mod 11), i counted from the last character, X = 10. */
function checkHolds(value: string): boolean {
  let sum = 0;
  for (const [i, char] of [...value].entries())
    sum += (/x/i.test(char) ? 10 : Number(char)) * (2 ** (value.length - 1 - i) % 11);
  return sum % 11 === 1;
}

const CREDIT_CODE = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether 18 characters are a unified social credit code, GB 32100-2015: Σ cᵢ·3ⁱ over 17, check digit mod 31. */
export function isCreditCode(value: string): boolean {
  const code = value.toUpperCase();
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (const char of code.slice(0, 17)) {
    sum += CREDIT_CODE.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_CODE.charAt((31 - (sum % 31)) % 31) === code[17];
}

/**
 * Whether 18 characters are built like a citizen identity number (GB 11643-1999): a region, a real day of birth since
 * 1850, a sequence, a check character. That this is the right one is not asked: mistyped by one digit, a number still
 * tells who its owner is. Only a credit code of an office or a company, whose own check holds, is none.
 */
export function hasBirthday(value: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(value)) return false;
  const year = Number(value.slice(6, 10));
  if (year < 1850 || year > 2100) return false;
  if (!isDay(year, Number(value.slice(10, 12)), Number(value.slice(12, 14)))) return false;
  return checkHolds(value) || !isCreditCode(value);
}

/** Provinces of GB/T 2260, and 83 and 91 for residents from Taiwan and abroad. */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

/** Whether 15 digits are an identity number of before 1999: a province, a day of birth in the 1900s, a sequence. */
export function isOldIdNumber(value: string): boolean {
  if (!/^\d{15}$/.test(value) || !PROVINCE.test(value)) return false;
  return isDay(1900 + Number(value.slice(6, 8)), Number(value.slice(8, 10)), Number(value.slice(10, 12)));
}
