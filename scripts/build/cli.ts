import { buildStale } from './index.ts';

await buildStale({ force: true });
