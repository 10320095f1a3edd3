import type { CaseState } from '#protocol/index.ts';
import type { StageKey } from './texts/types.ts';
import type { Pause } from './workdays.ts';

/** A state and when it was entered. */
export interface CaseEvent {
  state: CaseState;
  at: Date;
}

/** What the events of a case say about its clock. */
export interface Clock {
  /** Acceptance, from which the promised time runs; before it, submission. */
  start: Date;
  /** The decision or whatever else ended the work; null while it goes on. */
  end: Date | null;
  /** Stretches in which the office waited: for the citizen before acceptance, suspensions after it. */
  pauses: Pause[];
  /** Whether the promised time is running or suspended: accepted and not yet ended. */
  limited: boolean;
}

const ENDS: ReadonlySet<CaseState> = new Set(['approved', 'refused', 'not_accepted', 'withdrawn']);
const WAITS: ReadonlySet<CaseState> = new Set(['supplement_requested', 'suspended']);

/**
 * Reads the clock from the events, oldest first.
 * @throws {RangeError} when there is no event: every case begins with one.
 */
export function clockOf(events: readonly CaseEvent[]): Clock {
  const accepted = events.findIndex((event) => event.state === 'accepted');
  const running = events.slice(Math.max(0, accepted));
  const start = running[0]?.at;
  if (start === undefined) throw new RangeError('a case without events has no clock');
  const end = running.find((event) => ENDS.has(event.state))?.at ?? null;
  const pauses = running.flatMap((event, i) =>
    WAITS.has(event.state) ? [{ from: event.at, to: running[i + 1]?.at ?? null }] : [],
  );
  return { start, end, pauses, limited: accepted !== -1 && end === null };
}

/** A stage of the way through the office. */
export interface Stage {
  key: StageKey;
  /** When it was reached; null when it has not been. */
  at: Date | null;
  state: 'done' | 'now' | 'todo';
}

const STAGES: readonly StageKey[] = ['received', 'accepted', 'review', 'decided', 'delivered'];

/** The stage that a state belongs to; withdrawing leaves a case in the stage where it was. */
const STAGE_OF: Readonly<Record<Exclude<CaseState, 'withdrawn'>, StageKey>> = {
  submitted: 'received',
  supplement_requested: 'received',
  accepted: 'accepted',
  not_accepted: 'accepted',
  in_review: 'review',
  suspended: 'review',
  approved: 'decided',
  refused: 'decided',
  delivered: 'delivered',
};

/**
 * The stages of a case from its events, oldest first. Where the way has ended early (not accepted, withdrawn) the
 * stages that will never come are left out.
 */
export function stagesOf(events: readonly CaseEvent[]): Stage[] {
  const reached = new Map<StageKey, Date>();
  for (const { state, at } of events) {
    const key = state === 'withdrawn' ? undefined : STAGE_OF[state];
    if (key !== undefined && !reached.has(key)) reached.set(key, at);
  }
  const last = events.at(-1)?.state;
  const over = last === 'delivered' || last === 'not_accepted' || last === 'withdrawn';
  const current = STAGES.findLast((key) => reached.has(key));
  return STAGES.flatMap((key): Stage[] => {
    const at = reached.get(key) ?? null;
    if (at === null) return over ? [] : [{ key, at, state: 'todo' }];
    return [{ key, at, state: key === current && !over ? 'now' : 'done' }];
  });
}
