export { StoreError } from './error.ts';
export * from './schema.ts';
export { decrypt, digest, encrypt, loadSecret, type Secret } from './secret.ts';
export { openStore, type Store } from './store.ts';
