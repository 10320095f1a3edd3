import { addDays, type Calendar, dayOf, momentOn } from '#server/cases/index.ts';

/** A stretch of a working day in minutes since midnight in China. */
export interface Shift {
  from: number;
  to: number;
}

/** Longer than any run of days off; a queue that needs more has no end anybody could name. */
const MAX_DAYS = 400;

/**
 * The moment when `minutes` of working time have passed since `from`: time outside the shifts and on days off does not
 * count.
 * @throws {RangeError} when that lies more than 400 days ahead.
 */
export function afterWorkingTime(
  calendar: Calendar,
  shifts: readonly Shift[],
  from: Date,
  minutes: number,
): Date {
  let leftMs = minutes * 60_000;
  let day = dayOf(from);
  for (let days = 0; days < MAX_DAYS; days += 1) {
    if (calendar.isWorkday(day)) {
      for (const shift of shifts) {
        const opens = Math.max(momentOn(day, 0, shift.from).getTime(), from.getTime());
        const open = momentOn(day, 0, shift.to).getTime() - opens;
        if (open <= 0) continue;
        if (leftMs <= open) return new Date(opens + leftMs);
        leftMs -= open;
      }
    }
    day = addDays(day, 1);
  }
  throw new RangeError(`${minutes} minutes of working time are not over within ${MAX_DAYS} days`);
}
