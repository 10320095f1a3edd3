/** `HC-2026-XXXX-XXXX-C`: prefix, year, two groups of four, check character. */
const GROUPS = [2, 4, 4, 4, 1];
const LENGTH = GROUPS.reduce((sum, length) => sum + length, 0);

/** What has been typed of a receipt number, in its groups; a missing `HC` is added, what is too long cut. */
export function formatReceipt(input: string): string {
  const typed = input.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const whole = (/^\d/.test(typed) ? `HC${typed}` : typed).slice(0, LENGTH);
  const groups: string[] = [];
  let start = 0;
  for (const length of GROUPS) {
    if (start < whole.length) groups.push(whole.slice(start, start + length));
    start += length;
  }
  return groups.join('-');
}

/** Whether all groups are there. The check character is the server's business. */
export const isReceiptComplete = (input: string): boolean =>
  input.replace(/[^0-9A-Za-z]/g, '').length === LENGTH;
