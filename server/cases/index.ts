export { network } from './attempts.ts';
export { type Calendar, chinaCalendar } from './calendar/index.ts';
export { type CasesDeps, createCases } from './cases.ts';
export { addDays, chinaIso, type Day, dayOf, momentOn } from './days.ts';
export { type DemoCase, type DemoDeps, seedDemoCases } from './demo.ts';
export { formatReceipt, newReceipt, parseReceipt, receiptTail } from './receipt.ts';
export type { Cases, GrantAttempt, GrantOutcome } from './types.ts';
