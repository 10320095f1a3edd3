/** Weights of the first 17 digits, GB 11643-1999 §4.2.1: 2^(18-i) mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Check character by the weighted sum mod 11, GB 11643-1999 table 2. */
const CHECK = '10X98765432';

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Whether 18 characters (17 digits, then a digit or X) form a citizen identity number: a real day of birth since
 * 1850 and the right check character. The check character alone lets one random number in eleven pass.
 */
export function isIdNumber(value: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(value)) return false;
  const year = Number(value.slice(6, 10));
  if (year < 1850 || year > 2100) return false;
  if (!isDay(year, Number(value.slice(10, 12)), Number(value.slice(12, 14)))) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(value[i]), 0);
  return CHECK[sum % 11] === value[17]?.toUpperCase();
}
