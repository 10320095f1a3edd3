import { redact } from './index.ts';

for (const s of process.argv.slice(2)) console.log(JSON.stringify(redact(s)));
