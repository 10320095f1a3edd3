import type { CaseCard, Locale } from '#protocol/index.ts';
import type { CaseAskTable, ServiceCaseTable } from '#server/store/index.ts';
import type { Calendar } from './calendar/index.ts';
import { chinaIso } from './days.ts';
import { type CaseEvent, clockOf, stagesOf } from './history.ts';
import { texts } from './texts/index.ts';
import { dueAt, workdaysSoFar } from './workdays.ts';

/** A case with all that its card tells. */
export interface CaseRecord {
  row: ServiceCaseTable;
  /** Oldest first. */
  events: readonly CaseEvent[];
  /** Those that still stand. */
  asks: readonly CaseAskTable[];
}

/** The card of a case on a given day. Pure: the same record, day and language give the same card. */
export function caseCard(
  { row, events, asks }: CaseRecord,
  calendar: Calendar,
  now: Date,
  locale: Locale,
): CaseCard {
  const words = texts[locale];
  const clock = clockOf(events);
  const due = clock.limited ? dueAt(calendar, clock.start, row.promised_workdays, clock.pauses) : null;
  const askDues = asks.flatMap((ask) => (ask.due_at === null ? [] : [ask.due_at])).sort();
  return {
    type: 'case',
    id: row.id,
    guide: row.guide,
    service: locale === 'zh' ? row.service_zh : row.service_en,
    receiptTail: row.receipt_tail,
    state: row.state,
    stateLabel: words.states[row.state],
    submittedAt: chinaIso(new Date(row.submitted_at)),
    dueAt: due && chinaIso(due),
    workdaysSoFar: workdaysSoFar(calendar, clock.start, clock.end ?? now, clock.pauses),
    stages: stagesOf(events).map(({ key, at, state }) => ({
      key,
      label: key === 'accepted' && row.state === 'not_accepted' ? words.notAccepted : words.stages[key],
      at: at && chinaIso(at),
      state,
    })),
    asks: asks.map((ask) => ({ id: ask.id, text: locale === 'zh' ? ask.text_zh : ask.text_en })),
    asksDueAt: askDues[0] === undefined ? null : chinaIso(new Date(askDues[0])),
  };
}
