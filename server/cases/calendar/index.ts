import { z } from 'zod';
import { addDays, type Day, weekday } from '../days.ts';
import year2026 from './2026.json' with { type: 'json' };

const day = z.iso.date();

/** One year's public holidays as the State Council announces them each November for the year after. */
export const HolidayYear = z.strictObject({
  year: z.int(),
  /** The notice the dates are taken from. */
  source: z.string(),
  /** Both ends are days off. */
  holidays: z.array(z.strictObject({ name: z.string(), from: day, to: day })),
  /** Weekend days that are worked in exchange for a longer holiday. */
  makeUpWorkdays: z.array(day),
});
export type HolidayYear = z.infer<typeof HolidayYear>;

/** Tells working days from days off. */
export interface Calendar {
  isWorkday(day: Day): boolean;
}

/**
 * Holidays whose date the law itself fixes (month-day): 全国年节及纪念日放假办法, art. 2, as amended for 2025. With
 * the weekends they stand in for a year whose notice is not in the data; the lunar festivals cannot.
 */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/**
 * A calendar from the announced years. Other years know weekends and the fixed holidays only.
 * @throws {z.ZodError} when a year's data is malformed.
 */
export function createCalendar(years: readonly unknown[]): Calendar {
  const announced = new Set<string>();
  const off = new Set<Day>();
  const worked = new Set<Day>();
  for (const data of years) {
    const year = HolidayYear.parse(data);
    announced.add(String(year.year));
    for (const { from, to } of year.holidays) {
      for (let date = from; date <= to; date = addDays(date, 1)) off.add(date);
    }
    for (const date of year.makeUpWorkdays) worked.add(date);
  }
  return {
    isWorkday(date) {
      if (worked.has(date)) return true;
      if (off.has(date) || weekday(date) === 0 || weekday(date) === 6) return false;
      return announced.has(date.slice(0, 4)) || !FIXED_HOLIDAYS.has(date.slice(5));
    },
  };
}

/** Every announced year that comes along: add the file of a new year here. */
export const chinaCalendar: Calendar = createCalendar([year2026]);
