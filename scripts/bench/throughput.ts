import { spawnSync } from 'node:child_process';
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import type { Locale } from '#protocol/index.ts';
import { loadGolden } from '../knowledge/golden.ts';
import { modelEnv, OFFLINE } from './answers.ts';
import { startApp } from './app.ts';
import { type Percentiles, percentilesOf } from './conversations/summary.ts';
import { readVitals } from './load/vitals.ts';

const QUESTIONS_DIR = 'knowledge/questions';
const CONNECTIONS = 16;
/** Answers until code is compiled and caches are filled; not measured. */
const WARM_UP_ANSWERS = 1500;
const WARM_UP_MS = 30_000;
const MEASURED_MS = 20_000;
/** Answers a second that one core gives. */
export const MARK_PER_SECOND = 300;

/** Keys of `throughput` in the JSON. */
export interface ThroughputFigures {
  /** Whether the server was kept on one core. */
  pinned: boolean;
  connections: number;
  seconds: number;
  answers: number;
  /** Replies other than a finished answer. */
  failed: number;
  answersPerSecond: number;
  /** Processor time of the server, of all its threads. */
  cpuMsPerAnswer: number;
  /** What a core gives that nobody else uses: a second over the processor time of an answer. */
  answersPerCoreSecond: number;
  latencyMs: Percentiles;
  /** Lateness of the server's event loop. */
  loopP99Ms: number;
  loopMaxMs: number;
  /** Processes that wanted the machine's processors, mean of the last minute. */
  loadAverage: number;
}

/** Asks and reads to the end; whether the answer was finished. */
function ask(baseUrl: string, agent: Agent, id: string, lang: Locale, text: string): Promise<boolean> {
  const body = JSON.stringify({
    threadId: id,
    runId: id,
    messages: [{ id: 'm1', role: 'user', content: text }],
    tools: [],
    context: [],
    forwardedProps: { locale: lang, channel: 'web', speech: false },
  });
  return new Promise((resolve, reject) => {
    const call = request(
      `${baseUrl}/api/answers`,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (reply) => {
        let last = '';
        reply.setEncoding('utf8');
        reply.on('data', (chunk: string) => {
          last = last.slice(-200) + chunk;
        });
        reply.once('end', () => resolve(reply.statusCode === 200 && last.includes('RUN_FINISHED')));
        reply.once('error', reject);
      },
    );
    call.once('error', reject);
    call.end(body);
  });
}

/**
 * Offline answers a second of a server kept on one core, without speech: {@link CONNECTIONS} connections from this
 * process ask golden questions, each in a new session, as fast as answers come. On a shared machine the processor time
 * of an answer is the honest figure; answers a second also tell who else is at work.
 */
export async function benchThroughput({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  const { questions } = await loadGolden(QUESTIONS_DIR);
  const first = questions.filter(({ history }) => history === undefined);
  const pinned = spawnSync('taskset', ['--version']).status === 0;
  const app = await startApp(modelEnv(OFFLINE, process.env), pinned ? ['taskset', '-c', '0'] : []);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    let asked = 0;
    const load = async (forMs: number, atMost: number) => {
      const times: number[] = [];
      let failed = 0;
      const until = performance.now() + forMs;
      const connection = async () => {
        while (performance.now() < until && times.length + failed < atMost) {
          const question = first[asked % first.length];
          if (question === undefined) return;
          asked += 1;
          const began = performance.now();
          const finished = await ask(app.baseUrl, agent, `load-${asked}`, question.lang, question.q);
          if (finished) times.push(performance.now() - began);
          else failed += 1;
        }
      };
      await Promise.all(Array.from({ length: CONNECTIONS }, connection));
      return { times, failed };
    };
    await load(WARM_UP_MS, WARM_UP_ANSWERS);
    const before = await readVitals(app.baseUrl);
    const began = performance.now();
    const { times, failed } = await load(MEASURED_MS, Number.POSITIVE_INFINITY);
    const seconds = (performance.now() - began) / 1000;
    const after = await readVitals(app.baseUrl);
    const cpu = (after.cpuSeconds - before.cpuSeconds) / times.length;
    const result: ThroughputFigures = {
      pinned,
      connections: CONNECTIONS,
      seconds,
      answers: times.length,
      failed,
      answersPerSecond: times.length / seconds,
      cpuMsPerAnswer: cpu * 1000,
      answersPerCoreSecond: 1 / cpu,
      latencyMs: percentilesOf(times),
      loopP99Ms: after.loopP99Ms,
      loopMaxMs: after.loopMaxMs,
      loadAverage: loadavg()[0] ?? 0,
    };
    if (!json) print(result);
    return { ...result };
  } finally {
    agent.destroy();
    await app.stop();
  }
}

function print(figures: ThroughputFigures): void {
  const { answers, failed, seconds, answersPerSecond, cpuMsPerAnswer, answersPerCoreSecond, latencyMs } =
    figures;
  console.log(
    `  ${answers} answers in ${seconds.toFixed(1)} s over ${figures.connections} connections, ${failed} failed${figures.pinned ? ', server on one core' : ''}`,
  );
  console.log(`  answers a second               ${answersPerSecond.toFixed(0)}`);
  console.log(
    `  processor time of an answer    ${cpuMsPerAnswer.toFixed(2)} ms: ${answersPerCoreSecond.toFixed(0)} a second a core (mark ${MARK_PER_SECOND}: ${answersPerCoreSecond >= MARK_PER_SECOND ? 'reached' : 'not reached'})`,
  );
  console.log(`  an answer, p50 / p95           ${latencyMs.p50} / ${latencyMs.p95} ms`);
  console.log(
    `  event loop late, p99 / max     ${figures.loopP99Ms.toFixed(0)} / ${figures.loopMaxMs.toFixed(0)} ms; load of the machine ${figures.loadAverage.toFixed(1)}`,
  );
}
