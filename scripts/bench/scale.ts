import { fork } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadGuides } from '#server/knowledge/index.ts';
import { INSTALL, vectorPeers } from './compare/index.ts';
import { SECTIONS_PER_GUIDE, syntheticCity } from './scale/corpus.ts';
import { benchNearest, type NearestFigures } from './scale/nearest.ts';
import type { ScaleFigures, ScaleTask } from './scale/program.ts';

const PROGRAM = fileURLToPath(new URL('./scale/program.ts', import.meta.url));
const GUIDES_DIR = 'knowledge/guides';
const SEED = 1;
const QUESTIONS = 1000;
/** Sections and questions of the comparison of vector indexes: exact search is slow, and so is building a graph. */
const NEAREST_SECTIONS = 20_000;
const NEAREST_QUESTIONS = 200;

export interface ScaleOptions {
  json: boolean;
  /** Sections of one language; each language is measured alone. */
  sections: number;
}

/** The figures of one city, taken in a process of its own: what it holds at most is then its own. */
function measure(task: ScaleTask): Promise<ScaleFigures> {
  const child = fork(PROGRAM, [], { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('message', (figures) => resolve(figures as ScaleFigures));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the measuring process ended with code ${code}`)));
    child.send(task);
  });
}

const ms = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;
const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;

function print(lang: string, sections: number, figures: ScaleFigures): void {
  console.log(`  ${lang}: ${sections} sections in ${sections / SECTIONS_PER_GUIDE} guides`);
  console.log(
    `    index built in           ${seconds(figures.buildMs)} (${seconds(figures.buildCpuMs)} of processor time)`,
  );
  console.log(`    opened again in          ${seconds(figures.openMs)}`);
  console.log(
    `    memory at most           ${Math.round(figures.buildPeakMb)} MB building, ${Math.round(figures.peakMb)} MB with a tenth indexed anew`,
  );
  console.log(
    `    one search               p50 ${ms(figures.searchP50Ms)}, p95 ${ms(figures.searchP95Ms)}, p99 ${ms(figures.searchP99Ms)}; processor time ${ms(figures.searchCpuMs)}`,
  );
  console.log(
    `    one changed guide found  p50 ${ms(figures.reindexP50Ms)}, longest ${ms(figures.reindexMaxMs)}`,
  );
  console.log(`    former text found        ${figures.oldTextFound} times`);
  console.log(
    `    while a tenth is indexed longest stop ${ms(figures.longestStopMs)}, search p95 ${ms(figures.searchWhileIndexingP95Ms)}`,
  );
}

function printNearest(sections: number, figures: readonly NearestFigures[]): void {
  console.log(`    nearest ten of ${sections} vectors`);
  for (const { name, recall, p50Ms, p95Ms, buildMs, memoryMb } of figures)
    console.log(
      `      ${name.padEnd(30)} recall ${recall.toFixed(3)}, p50 ${ms(p50Ms)}, p95 ${ms(p95Ms)}, built in ${seconds(buildMs)}, ${Math.round(memoryMb)} MB`,
    );
}

/**
 * A city much larger than the one that ships: time and memory to index it, one search, one changed guide, stops of the
 * event loop while indexing; the vectors alone beside what others would take for them. Guides are synthetic, in the words
 * of those that ship.
 */
export async function benchScale({ json, sections }: ScaleOptions): Promise<Record<string, unknown>> {
  const guides = Math.ceil(sections / SECTIONS_PER_GUIDE);
  if (!json && vectorPeers().length === 0)
    console.log(`  other vector indexes are left out; to have them: ${INSTALL}`);
  const given = await loadGuides(GUIDES_DIR, new Date().toISOString().slice(0, 10));
  const result: Record<string, unknown> = { sections: guides * SECTIONS_PER_GUIDE, guides };
  for (const lang of ['zh', 'en'] as const) {
    const dir = await mkdtemp(join(tmpdir(), 'bench-scale-'));
    try {
      const guidesDir = join(dir, 'guides');
      await mkdir(guidesDir);
      const own = given.guides.filter((guide) => guide.lang === lang);
      const city = syntheticCity(own, lang, { guides, questions: QUESTIONS, seed: SEED });
      for (const { id, file } of city.guides()) await writeFile(join(guidesDir, `${id}.${lang}.md`), file);
      const task = { guidesDir, dataDir: join(dir, 'data'), lang, guides, questions: city.questions() };
      const figures = await measure(task);
      if (!json) print(lang, guides * SECTIONS_PER_GUIDE, figures);
      const sampleDir = join(dir, 'sample');
      await mkdir(sampleDir);
      const size = Math.min(guides, NEAREST_SECTIONS / SECTIONS_PER_GUIDE);
      const smaller = syntheticCity(own, lang, { guides: size, questions: NEAREST_QUESTIONS, seed: SEED });
      for (const { id, file } of smaller.guides()) await writeFile(join(sampleDir, `${id}.${lang}.md`), file);
      const sample = await loadGuides(sampleDir, '2026-01-01');
      const nearest = await benchNearest(sample.guides, smaller.questions(), lang);
      if (!json) printNearest(size * SECTIONS_PER_GUIDE, nearest);
      result[lang] = { ...figures, nearest };
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
  return result;
}
