import { runMain } from '../command-line/main.ts';
import { runKeys } from './run.ts';

await runMain(runKeys);
