import { describe, expect, it } from 'vitest';
import { CaseState } from '#protocol/index.ts';
import { type CaseEvent, clockOf, stagesOf } from './history.ts';
import { mayFollow, TRANSITIONS } from './states.ts';

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 2));

/** Events one day apart, from 2 November. */
function events(...states: CaseState[]): CaseEvent[] {
  return states.map((state, i) => ({ state, at: day(2 + i) }));
}

const summary = (...states: CaseState[]) =>
  stagesOf(events(...states)).map(({ key, state, at }) => `${key} ${state} ${at?.getUTCDate() ?? '-'}`);

describe('states', () => {
  it('lead from submission to every state, and on from every state but the last ones', () => {
    const reached = new Set<CaseState>(['submitted']);
    for (const from of reached) for (const to of TRANSITIONS[from]) reached.add(to);
    expect([...reached].sort()).toEqual([...CaseState.options].sort());
    const last = CaseState.options.filter((state) => TRANSITIONS[state].length === 0);
    expect(last).toEqual(['not_accepted', 'delivered', 'withdrawn']);
  });

  it('never skip acceptance or review, nor undo a decision', () => {
    expect(mayFollow('submitted', 'in_review')).toBe(false);
    expect(mayFollow('accepted', 'approved')).toBe(false);
    expect(mayFollow('approved', 'refused')).toBe(false);
    expect(mayFollow('approved', 'withdrawn')).toBe(false);
  });
});

describe('stagesOf', () => {
  it.each<[string, CaseState[], string[]]>([
    [
      'submitted',
      ['submitted'],
      ['received now 2', 'accepted todo -', 'review todo -', 'decided todo -', 'delivered todo -'],
    ],
    [
      'asked for a supplement',
      ['submitted', 'supplement_requested'],
      ['received now 2', 'accepted todo -', 'review todo -', 'decided todo -', 'delivered todo -'],
    ],
    [
      'suspended and taken up again',
      ['submitted', 'accepted', 'in_review', 'suspended', 'in_review'],
      ['received done 2', 'accepted done 3', 'review now 4', 'decided todo -', 'delivered todo -'],
    ],
    [
      'refused',
      ['submitted', 'accepted', 'in_review', 'refused'],
      ['received done 2', 'accepted done 3', 'review done 4', 'decided now 5', 'delivered todo -'],
    ],
    [
      'delivered',
      ['submitted', 'accepted', 'in_review', 'approved', 'delivered'],
      ['received done 2', 'accepted done 3', 'review done 4', 'decided done 5', 'delivered done 6'],
    ],
    ['not accepted', ['submitted', 'not_accepted'], ['received done 2', 'accepted done 3']],
    [
      'withdrawn in review',
      ['submitted', 'accepted', 'in_review', 'withdrawn'],
      ['received done 2', 'accepted done 3', 'review done 4'],
    ],
  ])('%s', (_, states, expected) => {
    expect(summary(...states)).toEqual(expected);
  });
});

describe('clockOf', () => {
  it('runs from submission until acceptance, standing still while the citizen is asked', () => {
    expect(clockOf(events('submitted', 'supplement_requested', 'submitted'))).toEqual({
      start: day(2),
      end: null,
      pauses: [{ from: day(3), to: day(4) }],
      limited: false,
    });
  });

  it('starts anew at acceptance and forgets earlier waits', () => {
    const states = events(
      'submitted',
      'supplement_requested',
      'submitted',
      'accepted',
      'in_review',
      'suspended',
    );
    expect(clockOf(states)).toEqual({
      start: day(5),
      end: null,
      pauses: [{ from: day(7), to: null }],
      limited: true,
    });
  });

  it('ends with the decision, not with delivery', () => {
    const clock = clockOf(events('submitted', 'accepted', 'in_review', 'approved', 'delivered'));
    expect(clock).toMatchObject({ end: day(5), limited: false });
  });

  it('ends a pause with the withdrawal that ended the case', () => {
    const clock = clockOf(events('submitted', 'accepted', 'in_review', 'suspended', 'withdrawn'));
    expect(clock).toMatchObject({ end: day(6), pauses: [{ from: day(5), to: day(6) }] });
  });

  it('refuses a case without events', () => {
    expect(() => clockOf([])).toThrow(RangeError);
  });
});
