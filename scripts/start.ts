import { buildStale } from './build/index.ts';

await buildStale();
await import('#server/main.ts');
