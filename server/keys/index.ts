export { createGate, type Gate } from './gate.ts';
export { createKeys, type KeysDeps } from './keys.ts';
export * from './types.ts';
