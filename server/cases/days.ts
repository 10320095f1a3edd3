/** A calendar day in China, `YYYY-MM-DD`: text order is time order. */
export type Day = string;

const DAY_MS = 86_400_000;

/** All of China keeps UTC+8, without summer time since 1992. */
const OFFSET_MS = 8 * 3_600_000;

/** The day it is in China at a moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** The moment it is `hour`:`minute` in China on a day. */
export function momentOn(day: Day, hour: number, minute = 0): Date {
  return new Date(Date.parse(day) - OFFSET_MS + (hour * 60 + minute) * 60_000);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return new Date(Date.parse(day)).getUTCDay();
}

/** ISO 8601 with China's offset, to the second: `2026-11-25T17:00:00+08:00`. Its first ten characters are the day. */
export function chinaIso(moment: Date): string {
  return `${new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}
