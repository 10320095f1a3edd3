export { StoreError } from './error.ts';
export * from './schema.ts';
export { digest, loadSecret, type Secret } from './secret.ts';
export { openStore, type Store } from './store.ts';
