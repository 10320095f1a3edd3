import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadGolden } from '../knowledge/golden.ts';
import { startApp } from './app.ts';
import { type Percentiles, percentilesOf } from './conversations/summary.ts';
import { type Asked, type Crowd, createCrowd, type Question } from './load/crowd.ts';
import { latenessAlone, startStub } from './load/stub-process.ts';
import { lowsOf, readVitals, type Sample, slopeOf } from './load/vitals.ts';

const QUESTIONS_DIR = 'knowledge/questions';
const CONVERSATIONS = 200;
const OVERLOAD = 10;
const OVERLOAD_MS = 20_000;
const PAUSE_MS = 5000;
const RECOVERY_MS = 15_000;
const ALONE_MS = 8000;
const RAMP_MS = 3000;
const SAMPLE_MS = 2000;
/** Golden questions looked through for some that the model answers. */
const CANDIDATES = 160;
/** Added delay of a question asked with seven others: outside it, the first sentence was not the stub's. */
const USUAL_MS = { from: -30, to: 250 };

export const MARKS = { addedP95Ms: 100, heapMbPerMinute: 2, loopMaxMs: 20 } as const;

/** One stretch of load, from the server's side and the citizens'. */
export interface Stretch {
  conversations: number;
  seconds: number;
  answered: number;
  /** Turned away with 503 and `Retry-After`. */
  shed: number;
  /** Everything else that is not an answer to its end. */
  failed: number;
  /** These by what they met. */
  failures: Record<string, number>;
  /** From the question to the first sentence, less the stub's own writing. */
  addedMs: Percentiles;
  /** From a question to its 503. */
  shedMs: Percentiles;
  /** Processor time of the server in cores; its own share of the machine, whoever else is at work. */
  serverCores: number;
  loopP99Ms: number;
  loopMaxMs: number;
}

/** Keys of `load` in the JSON. */
export interface LoadFigures {
  minutes: number;
  /** Processes that wanted the machine's processors, the last minute's mean, before and after. */
  loadAverage: [before: number, after: number];
  /** p95 lateness of the stub under the same number of streams without a server between, in milliseconds. */
  stubLateMs: number;
  /** p95 of the normal stretch less that. */
  addedP95Ms: number;
  normal: Stretch;
  /** Memory in use after collections of garbage, each half minute, and by how much it grows. */
  heapMb: number[];
  heapMbPerMinute: number;
  /** Ten times the load. */
  overload: Stretch;
  /** The normal load again. */
  recovered: Stretch;
}

async function stretch(
  baseUrl: string,
  crowd: Crowd,
  { conversations, forMs, samples }: { conversations: number; forMs: number; samples?: Sample[] },
): Promise<Stretch> {
  const before = await readVitals(baseUrl);
  const began = performance.now();
  const late = { p99: 0, max: 0 };
  let over = false;
  const watch = async () => {
    while (!over) {
      await sleep(SAMPLE_MS);
      const { heapBytes, loopP99Ms, loopMaxMs } = await readVitals(baseUrl);
      samples?.push({ minute: (performance.now() - began) / 60_000, bytes: heapBytes });
      late.p99 = Math.max(late.p99, loopP99Ms);
      late.max = Math.max(late.max, loopMaxMs);
    }
  };
  const watching = watch();
  const asked = await crowd.talk({ conversations, forMs, rampMs: RAMP_MS });
  over = true;
  await watching;
  const seconds = (performance.now() - began) / 1000;
  const after = await readVitals(baseUrl);
  const count = (outcome: Asked['outcome']) => asked.filter((each) => each.outcome === outcome);
  const times = (outcome: Asked['outcome']) => percentilesOf(count(outcome).map(({ addedMs }) => addedMs));
  return {
    conversations,
    seconds,
    answered: count('answered').length,
    shed: count('shed').length,
    failed: count('failed').length,
    failures: Object.fromEntries(
      [...new Set(count('failed').map(({ failure }) => failure ?? ''))].map((met) => [
        met,
        asked.filter(({ failure }) => failure === met).length,
      ]),
    ),
    addedMs: times('answered'),
    shedMs: times('shed'),
    serverCores: (after.cpuSeconds - before.cpuSeconds) / seconds,
    loopP99Ms: late.p99,
    loopMaxMs: late.max,
  };
}

/** Golden questions that the stub answers in words that pass the check, whose first sentence it writes itself. */
async function questionsFor(baseUrl: string): Promise<Question[]> {
  const { questions } = await loadGolden(QUESTIONS_DIR);
  const first = questions.filter(({ history }) => history === undefined);
  const step = Math.max(1, Math.floor(first.length / CANDIDATES));
  const candidates = first.filter((_, i) => i % step === 0).map(({ lang, q }) => ({ lang, q }));
  const crowd = createCrowd(baseUrl, candidates);
  const asked = await crowd.each(candidates);
  crowd.close();
  return candidates.filter((_, i) => {
    const { outcome = 'failed', addedMs = null } = asked[i] ?? {};
    return outcome === 'answered' && addedMs !== null && addedMs > USUAL_MS.from && addedMs < USUAL_MS.to;
  });
}

/**
 * A language model that streams 50 tokens a second in each of 200 conversations at once, on one server process: what the
 * server adds to the first sentence, whether its memory stays flat; then ten times as many, of which it must turn away
 * most, and the same load again. Model, server and citizens are three processes.
 */
export async function benchLoad(options: {
  json: boolean;
  minutes: number;
}): Promise<Record<string, unknown>> {
  const { json, minutes } = options;
  const loadBefore = loadavg()[0] ?? 0;
  const stub = await startStub();
  try {
    const stubLateMs = await latenessAlone(stub.baseUrl, CONVERSATIONS, ALONE_MS);
    const app = await startApp({ LLM_BASE_URL: stub.baseUrl, LLM_MODEL: 'stub', RATE_LIMIT: 'off' });
    try {
      const questions = await questionsFor(app.baseUrl);
      const crowd = createCrowd(app.baseUrl, questions);
      const samples: Sample[] = [];
      const forMs = minutes * 60_000;
      const normal = await stretch(app.baseUrl, crowd, { conversations: CONVERSATIONS, forMs, samples });
      const rush = CONVERSATIONS * OVERLOAD;
      const overload = await stretch(app.baseUrl, crowd, { conversations: rush, forMs: OVERLOAD_MS });
      await sleep(PAUSE_MS);
      const again = { conversations: CONVERSATIONS, forMs: RECOVERY_MS };
      const recovered = await stretch(app.baseUrl, crowd, again);
      crowd.close();
      const result: LoadFigures = {
        minutes,
        loadAverage: [loadBefore, loadavg()[0] ?? 0],
        stubLateMs,
        addedP95Ms: normal.addedMs.p95 - stubLateMs,
        normal,
        heapMb: lowsOf(samples).map(({ bytes }) => Math.round(bytes / 1024 ** 2)),
        heapMbPerMinute: slopeOf(samples),
        overload,
        recovered,
      };
      if (!json) print(result);
      return { ...result };
    } finally {
      await app.stop();
    }
  } finally {
    stub.stop();
  }
}

const verdict = (reached: boolean) => (reached ? 'reached' : 'not reached');

function printStretch(name: string, stretched: Stretch): void {
  const { conversations, seconds, answered, shed, failed, addedMs, shedMs } = stretched;
  console.log(
    `  ${name}: ${conversations} conversations at once, ${seconds.toFixed(0)} s: ${answered} answered, ${shed} shed, ${failed} failed`,
  );
  console.log(
    `    to the first sentence, p50 / p95 / p99   ${addedMs.p50} / ${addedMs.p95} / ${addedMs.p99} ms`,
  );
  if (failed > 0) console.log(`    failed: ${JSON.stringify(stretched.failures)}`);
  if (shed > 0) console.log(`    to a 503, p50 / p95                      ${shedMs.p50} / ${shedMs.p95} ms`);
  console.log(
    `    server: ${stretched.serverCores.toFixed(2)} cores; event loop late p99 / max ${stretched.loopP99Ms.toFixed(0)} / ${stretched.loopMaxMs.toFixed(0)} ms`,
  );
}

function print(figures: LoadFigures): void {
  const { normal, overload, recovered, stubLateMs, addedP95Ms, heapMbPerMinute, loadAverage } = figures;
  console.log(
    `  load of the machine before and after      ${loadAverage.map((each) => each.toFixed(1)).join(' / ')}`,
  );
  console.log(`  the stub alone is late, p95                ${stubLateMs} ms`);
  printStretch('normal', normal);
  console.log(
    `    added by the server, p95                 ${addedP95Ms.toFixed(0)} ms (mark ${MARKS.addedP95Ms}: ${verdict(addedP95Ms <= MARKS.addedP95Ms && normal.failed + normal.shed === 0)})`,
  );
  console.log(
    `    memory used grows                        ${heapMbPerMinute.toFixed(2)} MB a minute (mark ${MARKS.heapMbPerMinute}: ${verdict(heapMbPerMinute <= MARKS.heapMbPerMinute)})`,
  );
  printStretch('ten times as much', overload);
  console.log(`    sheds and goes on: ${verdict(overload.shed > 0 && overload.failed === 0)}`);
  printStretch('after that', recovered);
  console.log(
    `    is itself again: ${verdict(recovered.addedMs.p95 - stubLateMs <= MARKS.addedP95Ms && recovered.failed + recovered.shed === 0)}`,
  );
}
