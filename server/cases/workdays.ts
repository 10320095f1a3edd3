import type { Calendar } from './calendar/index.ts';
import { addDays, type Day, dayOf, momentOn } from './days.ts';

/** A stretch during which the clock stands still: the day it begins is not counted, the day it ends is. */
export interface Pause {
  from: Date;
  /** null: it still lasts. */
  to: Date | null;
}

/** When the halls close: a time limit ends with the business hours of its last day (民法典 art. 203). */
const CLOSING_HOUR = 17;

/**
 * When a limit of `workdays` ends that starts running at `start`: at closing time of the last working day. The day
 * of the start is not counted (民法典 art. 201), nor are days off and pauses. 0 working days end on the day itself.
 *
 * @returns null while a pause lasts: nobody can know then.
 */
export function dueAt(
  calendar: Calendar,
  start: Date,
  workdays: number,
  pauses: readonly Pause[] = [],
): Date | null {
  if (pauses.some((pause) => pause.to === null)) return null;
  let day = dayOf(start);
  for (let left = workdays; left > 0; ) {
    day = addDays(day, 1);
    if (counts(calendar, day, pauses)) left -= 1;
  }
  return momentOn(day, CLOSING_HOUR);
}

/** Working days counted from `start` up to and with the day of `until`, by the rules of {@link dueAt}. */
export function workdaysSoFar(
  calendar: Calendar,
  start: Date,
  until: Date,
  pauses: readonly Pause[] = [],
): number {
  const last = dayOf(until);
  let counted = 0;
  for (let day = addDays(dayOf(start), 1); day <= last; day = addDays(day, 1)) {
    if (counts(calendar, day, pauses)) counted += 1;
  }
  return counted;
}

/** The day `workdays` working days before `day`, days off skipped. */
export function workdaysBefore(calendar: Calendar, day: Day, workdays: number): Day {
  let earlier = day;
  for (let left = workdays; left > 0; ) {
    earlier = addDays(earlier, -1);
    if (calendar.isWorkday(earlier)) left -= 1;
  }
  return earlier;
}

function counts(calendar: Calendar, day: Day, pauses: readonly Pause[]): boolean {
  return calendar.isWorkday(day) && !pauses.some((pause) => stops(pause, day));
}

function stops({ from, to }: Pause, day: Day): boolean {
  return dayOf(from) <= day && (to === null || day < dayOf(to));
}
