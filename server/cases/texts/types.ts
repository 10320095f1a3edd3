import type { CaseCard, CaseState } from '#protocol/index.ts';

export type StageKey = CaseCard['stages'][number]['key'];

export interface CaseTexts {
  states: Readonly<Record<CaseState, string>>;
  stages: Readonly<Record<StageKey, string>>;
  /** Label of the stage `accepted` where acceptance was denied. */
  notAccepted: string;
}
