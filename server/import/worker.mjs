// Worker threads on Node 20 do not inherit the loader that runs TypeScript, so the thread registers its own.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
