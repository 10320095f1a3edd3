import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGlossary, glossaryBeside, loadGlossary, loadGuides } from '#server/knowledge/index.ts';
import { indexCollection } from '#server/knowledge/language-index.ts';
import type { Fit } from '#server/knowledge/ranking.ts';
import { rankSections, understand } from '#server/knowledge/search.ts';
import { loadGolden } from './golden.ts';

/*
 * Fits CALIBRATION of server/knowledge/ranking.ts on the golden set and prints it, with the threshold that lets 95 % of
 * the answerable questions pass. Run by hand: npx tsx scripts/knowledge/calibrate.ts
 */

const GUIDES = 'knowledge/guides';
const FEATURES = ['phrase', 'coverage', 'mass', 'entryLikeness'] as const satisfies readonly (keyof Fit)[];
const PENALTY = 2e-4;
const STEPS = 40;
/** Longest step of a weight: nearly separable data would send Newton's method far away. */
const LONGEST_STEP = 2;

interface Asked {
  answerable: boolean;
  /** 1, then the features. */
  inputs: number[];
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const product = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Solves a small system by Gauss and Jordan; `rows` hold the right side last. */
function solve(rows: number[][]): number[] {
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = rows[column] ?? [];
    for (const row of rows) {
      if (row === pivot) continue;
      const share = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (const [i, value] of pivot.entries()) row[i] = (row[i] ?? 0) - share * value;
    }
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

/** Logistic regression by Newton's method; answerable and unanswerable questions weigh the same in sum. */
function regress(asked: readonly Asked[]): number[] {
  const count = (answerable: boolean) => asked.filter((each) => each.answerable === answerable).length;
  const share = { true: 0.5 / count(true), false: 0.5 / count(false) };
  const places = [0, ...FEATURES.map((_, i) => i + 1)];
  let weights = places.map(() => 0);
  for (let step = 0; step < STEPS; step += 1) {
    const rows = places.map((a) => [
      ...places.map((b) => (a === b && a > 0 ? PENALTY : 0)),
      a > 0 ? -PENALTY * (weights[a] ?? 0) : 0,
    ]);
    for (const { answerable, inputs } of asked) {
      const weight = share[`${answerable}`];
      const p = logistic(product(weights, inputs));
      for (const [a, row] of rows.entries()) {
        for (const b of places)
          row[b] = (row[b] ?? 0) + weight * p * (1 - p) * (inputs[a] ?? 0) * (inputs[b] ?? 0);
        row[places.length] = (row[places.length] ?? 0) + weight * (Number(answerable) - p) * (inputs[a] ?? 0);
      }
    }
    const change = solve(rows);
    weights = weights.map(
      (value, i) => value + Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, change[i] ?? 0)),
    );
  }
  return weights;
}

const golden = await loadGolden('knowledge/questions');
const { guides } = await loadGuides(GUIDES, '1970-01-01');
const { entries: glossary } = await loadGlossary(glossaryBeside(GUIDES));
const asked: Asked[] = [];
for (const lang of ['zh', 'en'] as const) {
  const dir = await mkdtemp(join(tmpdir(), 'calibrate-'));
  try {
    const entries = guides
      .filter((guide) => guide.lang === lang && guide.status === 'active')
      .map((guide) => ({ ...guide, names: [guide.name, ...guide.aliases] }));
    const index = await indexCollection(entries, {
      lang,
      dir,
      embeddings: null,
      glossary: createGlossary(glossary, lang),
      warn: console.warn,
      onProgress: () => {},
    });
    const add = async (text: string, answerable: boolean) => {
      const [best] = await rankSections(index, index.offline, await understand(index, { text }));
      asked.push({ answerable, inputs: [1, ...FEATURES.map((name) => best?.features[name] ?? 0)] });
    };
    for (const { q, history, lang: of } of golden.questions)
      if (of === lang && history === undefined) await add(q, true);
    const { chat, uncovered } = golden.nothingFits[lang];
    for (const text of [...chat, ...uncovered]) await add(text, false);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
const weights = regress(asked);
const names = ['bias', ...FEATURES];
console.log(names.map((name, i) => `${name}: ${(weights[i] ?? 0).toFixed(2)}`).join(', '));
const passing = asked
  .filter(({ answerable }) => answerable)
  .map(({ inputs }) => logistic(product(weights, inputs)))
  .sort((a, b) => a - b);
const threshold = passing[Math.floor(passing.length * 0.05)] ?? 0;
const refused = asked.filter(
  ({ answerable, inputs }) => !answerable && logistic(product(weights, inputs)) < threshold,
).length;
console.log(
  `threshold at 95 % answered: ${threshold.toFixed(2)}; refused there, without the list of other offices: ${refused} of ${asked.length - passing.length}`,
);
