import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '#protocol/index.ts';
import { createKnowledge } from '#server/knowledge/index.ts';

/** What the scale benchmark asks of a process of its own. */
export interface ScaleTask {
  guidesDir: string;
  dataDir: string;
  lang: Locale;
  guides: number;
  questions: string[];
}

export interface ScaleFigures {
  buildMs: number;
  /** Processor time of the whole process while building. */
  buildCpuMs: number;
  openMs: number;
  searchP50Ms: number;
  searchP95Ms: number;
  searchP99Ms: number;
  /** Processor time of one search, on average. */
  searchCpuMs: number;
  /** From reload() until the new text is found, over all changes made. */
  reindexP50Ms: number;
  reindexMaxMs: number;
  /** Times that the former text of a changed guide was found. Must be 0. */
  oldTextFound: number;
  /** Longest stop of the event loop while a tenth of the guides is indexed anew and searches go on. */
  longestStopMs: number;
  searchWhileIndexingP95Ms: number;
  /** Resident memory at most: after building, and after a tenth was indexed anew beside what is served. */
  buildPeakMb: number;
  peakMb: number;
}

const CHANGES = 12;
const SEARCH_EVERY_MS = 50;

const percentile = (values: readonly number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now();
  const value = await work();
  return { value, ms: performance.now() - started };
}

async function run({ guidesDir, dataDir, lang, guides, questions }: ScaleTask): Promise<ScaleFigures> {
  const log = { info: () => {}, warn: (message: string) => console.error(message) };
  const open = () => createKnowledge({ guidesDir, dataDir, embeddings: null, log });
  const cpuBefore = process.cpuUsage();
  const built = await timed(open);
  const cpu = process.cpuUsage(cpuBefore);
  const knowledge = built.value;
  const buildPeakKb = process.resourceUsage().maxRSS;

  const ask = (text: string) => timed(() => knowledge.search({ text, lang }));
  for (const text of questions.slice(0, 100)) await ask(text);
  const times: number[] = [];
  const searchFrom = process.cpuUsage();
  for (const text of questions) times.push((await ask(text)).ms);
  const searchCpu = process.cpuUsage(searchFrom);

  const fileOf = (number: number) => join(guidesDir, `synthetic-${number}.${lang}.md`);
  // A word that no guide has: characters that nobody uses, letters that make no word.
  const marker = (number: number, version: number) =>
    lang === 'zh'
      ? `${'甲乙丙丁戊己庚辛壬癸子丑'[number]}${version === 0 ? '龘靐齉爩' : '鱻麤龖厵'}`
      : `zqx${number}v${version}`;
  const holds = async (text: string) => {
    const { hits } = await knowledge.search({ text, lang, limit: 5 });
    return hits.some((hit) => hit.text.includes(text));
  };
  const reindex: number[] = [];
  let oldTextFound = 0;
  for (let change = 0; change < CHANGES; change += 1) {
    const file = fileOf(Math.floor((change * guides) / CHANGES));
    const before = await readFile(file, 'utf8');
    for (const version of [0, 1]) {
      const text = marker(change, version);
      await writeFile(
        file,
        before.replace('aliases: [', `aliases: ["${text}",`).replace('summary: "', `summary: "${text} `),
      );
      const { ms } = await timed(async () => {
        await knowledge.reload();
        if (!(await holds(text))) throw new Error(`the new text of ${file} is not found`);
      });
      reindex.push(ms);
      if (version === 1 && (await holds(marker(change, 0)))) oldTextFound += 1;
      await sleep(SEARCH_EVERY_MS);
    }
  }

  for (let number = 0; number < guides; number += 10) {
    const file = fileOf(number);
    await writeFile(file, (await readFile(file, 'utf8')).replace('summary: "', 'summary: "x '));
  }
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let indexing = true;
  const reloading = knowledge.reload().finally(() => {
    indexing = false;
  });
  const meanwhile: number[] = [];
  for (let i = 0; indexing; i += 1) {
    meanwhile.push((await ask(questions[i % questions.length] ?? '')).ms);
    await sleep(SEARCH_EVERY_MS);
  }
  await reloading;
  delay.disable();
  const peakKb = process.resourceUsage().maxRSS;
  await knowledge.close();
  const again = await timed(open);
  await again.value.close();
  return {
    buildMs: built.ms,
    buildCpuMs: (cpu.user + cpu.system) / 1000,
    openMs: again.ms,
    searchP50Ms: percentile(times, 0.5),
    searchP95Ms: percentile(times, 0.95),
    searchP99Ms: percentile(times, 0.99),
    searchCpuMs: (searchCpu.user + searchCpu.system) / 1000 / questions.length,
    reindexP50Ms: percentile(reindex, 0.5),
    reindexMaxMs: Math.max(...reindex),
    oldTextFound,
    longestStopMs: delay.max / 1e6,
    searchWhileIndexingP95Ms: percentile(meanwhile, 0.95),
    buildPeakMb: buildPeakKb / 1024,
    peakMb: peakKb / 1024,
  };
}

process.once('message', async (task: ScaleTask) => {
  const figures = await run(task);
  process.send?.(figures, () => process.disconnect());
});
