import { parseArgs } from 'node:util';
import { buildStale } from '#scripts/build/index.ts';
import { benchAnswers } from './answers.ts';
import { startApp } from './app.ts';
import { benchPage } from './page.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchVoice } from './voice.ts';

type Bench = (options: { json: boolean }) => Promise<Record<string, unknown>>;

const withApp =
  (bench: (options: { json: boolean; baseUrl: string }) => Promise<Record<string, unknown>>): Bench =>
  async (options) => {
    const app = await startApp();
    try {
      return await bench({ ...options, baseUrl: app.baseUrl });
    } finally {
      await app.stop();
    }
  };

const BENCHES: Readonly<Record<string, Bench>> = {
  retrieval: benchRetrieval,
  answers: withApp(benchAnswers),
  voice: benchVoice,
  page: benchPage,
};

const USAGE = `npm run bench [-- ${Object.keys(BENCHES).join(' | ')}] [--json]
Without a name, all of them one after another.`;

function readArgs() {
  try {
    return parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(2);
  }
}

const { positionals, values } = readArgs();
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`unknown benchmark: ${unknown.join(', ')}\n${USAGE}`);
  process.exit(2);
}
if (!values.json) await buildStale();
const results: Record<string, unknown> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  if (!values.json) console.log(`\n${name}`);
  results[name] = await bench({ json: values.json });
}
if (values.json) console.log(JSON.stringify(results, null, 2));
