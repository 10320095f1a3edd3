const CITY = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `2026-11-23 10:05` in the city, in every language. */
export const moment = (at: Date): string => CITY.format(at);
