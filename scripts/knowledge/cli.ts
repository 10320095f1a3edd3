import { runKnowledge } from './run.ts';

const { code, out, err } = await runKnowledge(process.argv.slice(2), process.env);
for (const line of out) console.log(line);
for (const line of err) console.error(line);
process.exitCode = code;
