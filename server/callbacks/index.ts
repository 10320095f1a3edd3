export { COUNTED_MS, createCallbacks } from './callbacks.ts';
export { createCallbackDesk } from './desk.ts';
export type { CallbackDesk, Callbacks, CallbacksDeps, FileOutcome, OpenCallback, Staffing } from './types.ts';
export type { Shift } from './working-time.ts';
