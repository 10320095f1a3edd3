import { runMain } from '../command-line/main.ts';
import { runHall } from './run.ts';

await runMain(runHall);
