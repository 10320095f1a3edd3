import { parseArgs } from 'node:util';
import { buildStale } from '#scripts/build/index.ts';
import { benchAnswers, OFFLINE } from './answers.ts';
import { benchCheck } from './check.ts';
import { benchLoad } from './load.ts';
import { benchPage } from './page.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchScale } from './scale.ts';
import { benchThroughput } from './throughput.ts';
import { benchVoice } from './voice.ts';

interface Options {
  json: boolean;
  /** Folders of test collections, for the retrieval benchmark. */
  data: readonly string[];
  /** Sections of a language, for the scale benchmark. */
  sections: number;
  /** Who writes the answers: `offline` or the name of a configured model. */
  model: string;
  /** Whether the answers benchmark tells what went wrong in the half that is tuned on. */
  misses: boolean;
  /** How long the load benchmark keeps up its normal load. */
  minutes: number;
}
type Bench = (options: Options) => Promise<Record<string, unknown>>;

const BENCHES: Readonly<Record<string, Bench>> = {
  retrieval: benchRetrieval,
  answers: benchAnswers,
  check: benchCheck,
  throughput: benchThroughput,
  load: benchLoad,
  voice: benchVoice,
  page: benchPage,
  scale: benchScale,
};
/** Take a quarter of an hour each: only when they are named. */
const ON_DEMAND: ReadonlySet<string> = new Set(['scale', 'load']);

const USAGE = `npm run bench [-- ${Object.keys(BENCHES).join(' | ')}] [--json]
       npm run bench -- retrieval --data DIR [--data DIR …] [--json]
       npm run bench -- answers [--model offline|NAME] [--misses] [--json]
       npm run bench -- load [--minutes 10] [--json]
       npm run bench -- scale [--sections 100000] [--json]
Without a name, all of them but load and scale one after another.`;

function readArgs() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        data: { type: 'string', multiple: true, default: [] },
        sections: { type: 'string', default: '100000' },
        model: { type: 'string', default: OFFLINE },
        misses: { type: 'boolean', default: false },
        minutes: { type: 'string', default: '10' },
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
const sections = Number(values.sections);
if (!Number.isInteger(sections) || sections < 20) {
  console.error(`--sections ${values.sections} is not a whole number of 20 or more\n${USAGE}`);
  process.exit(2);
}
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 600)) {
  console.error(`--minutes ${values.minutes} is no time between 0 and 600 minutes\n${USAGE}`);
  process.exit(2);
}
if (!values.json && values.data.length === 0 && positionals.join() !== 'scale') await buildStale();
const results: Record<string, unknown> = {};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (positionals.length > 0 ? !positionals.includes(name) : ON_DEMAND.has(name)) continue;
  if (!values.json) console.log(`\n${name}`);
  results[name] = await bench({ ...values, sections, minutes });
}
if (values.json) console.log(JSON.stringify(results, null, 2));
