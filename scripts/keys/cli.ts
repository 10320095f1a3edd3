import { existsSync } from 'node:fs';
import { runKeys } from './run.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { code, out, err } = await runKeys(process.argv.slice(2), process.env);
for (const line of out) console.log(line);
for (const line of err) console.error(line);
process.exitCode = code;
