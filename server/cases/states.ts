import type { CaseState } from '#protocol/index.ts';

/** Which state may follow which. The first state of a case is `submitted`. */
export const TRANSITIONS: Readonly<Record<CaseState, readonly CaseState[]>> = {
  submitted: ['supplement_requested', 'accepted', 'not_accepted', 'withdrawn'],
  supplement_requested: ['submitted', 'withdrawn'],
  accepted: ['in_review', 'withdrawn'],
  not_accepted: [],
  in_review: ['suspended', 'approved', 'refused', 'withdrawn'],
  suspended: ['in_review', 'withdrawn'],
  approved: ['delivered'],
  refused: ['delivered'],
  delivered: [],
  withdrawn: [],
};

export function mayFollow(from: CaseState, to: CaseState): boolean {
  return TRANSITIONS[from].includes(to);
}
