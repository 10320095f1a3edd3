export { createDailyBudget, type DailyBudget } from './daily-budget.ts';
export { createLoadGate, type LoadGate, measureLoopDelay } from './load-gate.ts';
export { createQuestionLimits, type QuestionLimits } from './question-limits.ts';
