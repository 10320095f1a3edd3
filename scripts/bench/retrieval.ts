import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createKnowledge } from '#server/knowledge/index.ts';
import { step } from '#server/progress.ts';
import { loadGolden } from '../knowledge/golden.ts';
import { type Figures, measure } from '../knowledge/measure.ts';
import { measureCollection, printCollection } from './collections.ts';
import { INSTALL, vectorPeers } from './compare/index.ts';

const GUIDES_DIR = 'knowledge/guides';
const QUESTIONS_DIR = 'knowledge/questions';

const percent = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`);
const ms = (value: number) => `${value.toFixed(1)} ms`;

function print(lang: string, figures: Figures): void {
  console.log(`  ${lang}`);
  console.log(
    `    right guide first / in three   ${percent(figures.hit1)} / ${percent(figures.hit3)}  (${figures.questions} questions)`,
  );
  console.log(`    right section first            ${percent(figures.section1)}`);
  console.log(
    `    follow-ups, first / in three   ${percent(figures.followUpHit1)} / ${percent(figures.followUpHit3)}  (${figures.followUps})`,
  );
  console.log(
    `    answered                       ${percent(figures.answered)}; refused of what nothing answers, at 95 % answered: ${percent(figures.refusedAt95)}`,
  );
  console.log(
    `    refused: small talk / in mid-conversation / other offices' services  ${percent(figures.chatRefused)} / ${percent(figures.chatAfterRefused)} / ${percent(figures.uncoveredRefused)}`,
  );
  console.log(`    one search, p50 / p95          ${ms(figures.p50Ms)} / ${ms(figures.p95Ms)}`);
  for (const miss of figures.misses) console.log(`      miss: ${miss}`);
}

async function benchCollections(options: {
  json: boolean;
  data: readonly string[];
}): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  if (!options.json && vectorPeers().length === 0) console.log(`  to have others beside it: ${INSTALL}`);
  for (const dir of options.data) {
    const figures = options.json
      ? await measureCollection(dir, () => {})
      : await step(basename(dir), (report) => measureCollection(dir, report));
    results[figures.collection] = figures;
    if (!options.json) printCollection(figures);
  }
  return results;
}

/**
 * Runs the golden set through a fresh index with the offline embedder: accuracy by language, refusals, time a search
 * (second pass, warm), time to build and to open the index again, longest stop of the event loop while building.
 */
export async function benchRetrieval(options: {
  json: boolean;
  data: readonly string[];
}): Promise<Record<string, unknown>> {
  if (options.data.length > 0) return benchCollections(options);
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-retrieval-'));
  const silent = { info: () => {}, warn: () => {} };
  const open = async () => {
    const started = performance.now();
    const knowledge = await createKnowledge({
      guidesDir: GUIDES_DIR,
      dataDir,
      embeddings: null,
      log: silent,
    });
    return { knowledge, tookMs: performance.now() - started };
  };
  try {
    const built = await open();
    const reopened = await open();
    const golden = await loadGolden(QUESTIONS_DIR);
    const figures: Record<string, Figures> = {};
    for (const lang of ['zh', 'en'] as const) {
      await measure(reopened.knowledge, golden, lang);
      figures[lang] = await measure(reopened.knowledge, golden, lang);
    }
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await reopened.knowledge.reload();
    delay.disable();

    const result = {
      guides: reopened.knowledge.guides('zh').length,
      buildMs: built.tookMs,
      reopenMs: reopened.tookMs,
      longestStopMs: delay.max / 1e6,
      ...figures,
    };
    if (!options.json) {
      console.log(
        `  ${result.guides} guides, index built in ${ms(built.tookMs)}, opened again in ${ms(reopened.tookMs)}`,
      );
      console.log(`  longest stop of the event loop while loading anew ${ms(result.longestStopMs)}`);
      for (const [lang, each] of Object.entries(figures)) print(lang, each);
    }
    await built.knowledge.close();
    await reopened.knowledge.close();
    return result;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
