import { describe, expect, it } from 'vitest';
import { chinaCalendar, createCalendar } from './calendar/index.ts';
import { addDays, chinaIso, dayOf } from './days.ts';
import { dueAt, workdaysBefore, workdaysSoFar } from './workdays.ts';

const at = (iso: string) => new Date(`${iso}+08:00`);
const due = (...args: Parameters<typeof dueAt> extends [unknown, ...infer Rest] ? Rest : never) => {
  const moment = dueAt(chinaCalendar, ...args);
  return moment && chinaIso(moment);
};

describe('the calendar of 2026', () => {
  it('has 248 working days', () => {
    let workdays = 0;
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (chinaCalendar.isWorkday(day)) workdays += 1;
    }
    expect(workdays).toBe(248);
  });

  it.each([
    ['2026-02-16', false, 'Spring Festival, a Monday'],
    ['2026-02-28', true, 'a Saturday worked for it'],
    ['2026-10-07', false, 'National Day, a Wednesday'],
    ['2026-10-10', true, 'a Saturday worked for it'],
    ['2026-11-21', false, 'a plain Saturday'],
    ['2026-11-23', true, 'a plain Monday'],
  ])('%s: working day %s (%s)', (day, expected) => {
    expect(chinaCalendar.isWorkday(day)).toBe(expected);
  });
});

describe('a year without data', () => {
  it('knows weekends and the holidays of fixed date', () => {
    const calendar = createCalendar([]);
    expect(calendar.isWorkday('2031-01-01')).toBe(false); // Wednesday
    expect(calendar.isWorkday('2031-01-02')).toBe(true);
    expect(calendar.isWorkday('2031-01-04')).toBe(false); // Saturday
    expect(calendar.isWorkday('2031-10-02')).toBe(false); // Thursday
  });
});

describe('createCalendar', () => {
  it('refuses malformed data, naming the field', () => {
    const broken = {
      year: 2027,
      source: 'x',
      holidays: [{ name: '元旦', from: '2027-1-1', to: '2027-01-01' }],
    };
    expect(() => createCalendar([broken])).toThrow(/"from"/);
  });
});

describe('dueAt', () => {
  it('does not count the day it starts and ends at closing time', () => {
    expect(due(at('2026-11-16T09:00:00'), 5)).toBe('2026-11-23T17:00:00+08:00');
  });

  it('skips holidays and counts weekend days that are worked', () => {
    expect(due(at('2026-09-30T09:00:00'), 3)).toBe('2026-10-10T17:00:00+08:00');
  });

  it('counts by the day in China, not in UTC', () => {
    expect(due(new Date('2026-11-16T16:30:00Z'), 1)).toBe('2026-11-18T17:00:00+08:00');
  });

  it('ends on the same day for 0 working days', () => {
    expect(due(at('2026-11-16T09:00:00'), 0)).toBe('2026-11-16T17:00:00+08:00');
  });

  it('leaves out the working days of a pause', () => {
    const pause = { from: at('2026-11-18T10:00:00'), to: at('2026-11-20T10:00:00') };
    expect(due(at('2026-11-16T09:00:00'), 5, [pause])).toBe('2026-11-25T17:00:00+08:00');
  });

  it('counts a day once that lies in two pauses, and not at all a pause of one day', () => {
    const pauses = [
      { from: at('2026-11-18T10:00:00'), to: at('2026-11-20T10:00:00') },
      { from: at('2026-11-19T10:00:00'), to: at('2026-11-20T12:00:00') },
      { from: at('2026-11-17T09:00:00'), to: at('2026-11-17T16:00:00') },
    ];
    expect(due(at('2026-11-16T09:00:00'), 5, pauses)).toBe('2026-11-25T17:00:00+08:00');
  });

  it('is unknown while a pause lasts', () => {
    expect(due(at('2026-11-16T09:00:00'), 5, [{ from: at('2026-11-18T10:00:00'), to: null }])).toBeNull();
  });
});

describe('workdaysSoFar', () => {
  it('reaches the limit on the due day, whenever it started and however it paused', () => {
    for (let i = 0; i < 300; i++) {
      const start = new Date(at('2026-01-01T00:00:00').getTime() + i * 29.3 * 3_600_000);
      const pauses = [
        {
          from: new Date(start.getTime() + i * 3_600_000),
          to: new Date(start.getTime() + i * 2 * 3_600_000),
        },
      ];
      const limit = i % 23;
      const end = dueAt(chinaCalendar, start, limit, pauses);
      if (end === null) throw new Error('no pause lasts');
      expect(workdaysSoFar(chinaCalendar, start, end, pauses)).toBe(limit);
    }
  });

  it('stands still while a pause lasts', () => {
    const pauses = [{ from: at('2026-11-18T10:00:00'), to: null }];
    expect(workdaysSoFar(chinaCalendar, at('2026-11-16T09:00:00'), at('2026-12-16T09:00:00'), pauses)).toBe(
      1,
    );
  });

  it('is 0 on the day it starts', () => {
    const start = at('2026-11-16T00:10:00');
    expect(workdaysSoFar(chinaCalendar, start, at('2026-11-16T23:50:00'))).toBe(0);
  });
});

describe('workdaysBefore', () => {
  it('goes back over holidays', () => {
    expect(workdaysBefore(chinaCalendar, '2026-10-09', 2)).toBe('2026-09-30');
    expect(workdaysBefore(chinaCalendar, '2026-11-22', 1)).toBe('2026-11-20');
    expect(workdaysBefore(chinaCalendar, dayOf(at('2026-11-23T03:00:00')), 0)).toBe('2026-11-23');
  });
});
