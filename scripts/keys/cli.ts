import { existsSync } from 'node:fs';
import { ConfigError } from '#server/config.ts';
import { StoreError } from '#server/store/index.ts';
import { runKeys } from './run.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
try {
  const { code, out, err } = await runKeys(process.argv.slice(2), process.env);
  for (const line of out) console.log(line);
  for (const line of err) console.error(line);
  process.exitCode = code;
} catch (error) {
  // What the operator can mend is said in one line; all else keeps its stack.
  console.error(error instanceof ConfigError || error instanceof StoreError ? error.message : error);
  process.exitCode = 1;
}
