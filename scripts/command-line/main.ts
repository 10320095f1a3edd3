import { existsSync } from 'node:fs';
import { ConfigError } from '#server/config.ts';
import { StoreError } from '#server/store/index.ts';

type Run = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
) => Promise<{ code: number; out: readonly string[]; err: readonly string[] }>;

/** Runs a command line over this process: its arguments, its environment with `.env`, its output and its exit code. */
export async function runMain(run: Run): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  try {
    const { code, out, err } = await run(process.argv.slice(2), process.env);
    for (const line of out) console.log(line);
    for (const line of err) console.error(line);
    process.exitCode = code;
  } catch (error) {
    // What the operator can mend is said in one line; all else keeps its stack.
    console.error(error instanceof ConfigError || error instanceof StoreError ? error.message : error);
    process.exitCode = 1;
  }
}
