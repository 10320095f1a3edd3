export * from './schema.ts';
export { digest, loadSecret, type Secret } from './secret.ts';
export { openStore, type Store, StoreError } from './store.ts';
