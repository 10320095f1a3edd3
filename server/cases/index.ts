export { type CasesDeps, createCases } from './cases.ts';
export { type DemoCase, type DemoDeps, seedDemoCases } from './demo.ts';
export { formatReceipt, newReceipt, parseReceipt, receiptTail } from './receipt.ts';
export type { Cases, GrantAttempt, GrantOutcome } from './types.ts';
