import { parseArgs } from 'node:util';
import { buildStale } from '#scripts/build/index.ts';
import { benchAnswers } from './answers.ts';
import { startApp } from './app.ts';
import { benchPage } from './page.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchVoice } from './voice.ts';

interface Options {
  json: boolean;
  /** Folders of test collections, for the retrieval benchmark. */
  data: readonly string[];
}
type Bench = (options: Options) => Promise<Record<string, unknown>>;

const withApp =
  (bench: (options: Options & { baseUrl: string }) => Promise<Record<string, unknown>>): Bench =>
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
       npm run bench -- retrieval --data DIR [--data DIR …] [--json]
Without a name, all of them one after another.`;

function readArgs() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        data: { type: 'string', multiple: true, default: [] },
      },
    });
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
if (values.data.length > 0 && positionals.join() !== 'retrieval') {
  console.error(`--data is for the retrieval benchmark alone\n${USAGE}`);
  process.exit(2);
}
if (!values.json && values.data.length === 0) await buildStale();
const results: Record<string, unknown> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  if (!values.json) console.log(`\n${name}`);
  results[name] = await bench(values);
}
if (values.json) console.log(JSON.stringify(results, null, 2));
