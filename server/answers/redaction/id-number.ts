function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Whether 18 characters are built like a citizen identity number (GB 11643-1999): a region, a real day of birth since
 * 1850, a sequence, a check character. That this is the right one is not asked: mistyped by one digit, a number still
 * tells who its owner is.
 */
export function hasBirthday(value: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(value)) return false;
  const year = Number(value.slice(6, 10));
  if (year < 1850 || year > 2100) return false;
  return isDay(year, Number(value.slice(10, 12)), Number(value.slice(12, 14)));
}
