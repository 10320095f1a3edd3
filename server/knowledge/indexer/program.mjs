// The indexing program runs TypeScript as the server does; started by indexer.ts, never by hand.
import { register } from 'tsx/esm/api';

register();
await import('./program.ts');
