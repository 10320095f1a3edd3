export { type CompleteOptions, completeDraft } from './complete.ts';
export type { Difference } from './diff.ts';
export { GuideDraft, guideFileText, missingOf } from './draft.ts';
export { type ImportInput, importFiles } from './import-files.ts';
export { LIMITS } from './limits.ts';
export { applyPlan, type Change, type ImportPlan, type PlanOptions, planImport } from './plan.ts';
export { openReader, type Reader } from './reader.ts';
export { IMPORT_TEXTS } from './texts/index.ts';
export * from './types.ts';
