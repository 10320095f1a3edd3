import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex, type LanguageIndex } from '#server/knowledge/language-index.ts';
import { loadGuides } from '#server/knowledge/load/index.ts';
import type { Evidence } from '#server/knowledge/ranking.ts';
import { gather, understand } from '#server/knowledge/search.ts';
import { loadGolden } from './golden.ts';

/*
 * Fits CALIBRATION and THRESHOLD of server/knowledge/ranking.ts on the golden set and prints them, with the accuracy
 * on guides left out of the fit. Run by hand: npx tsx scripts/knowledge/calibrate.ts
 */

const GUIDES = 'knowledge/guides';
const QUESTIONS = 'knowledge/questions';
const FEATURES = ['match', 'coverage', 'likeness', 'phrase', 'mass'] as const;
type Weights = [bias: number, ...features: number[]];

interface Asked {
  /** null: nothing should be found. */
  guide: string | null;
  candidates: { guide: string; evidence: Evidence }[];
}

const logit = (weights: Weights, evidence: Evidence) =>
  FEATURES.reduce((sum, feature, i) => sum + (weights[i + 1] ?? 0) * evidence[feature], weights[0]);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Logistic regression by gradient descent with a light L2 penalty; each question weighs the same. */
function regress(asked: readonly Asked[]): Weights {
  const weights: Weights = [-3, 1, 1, 1, 1, 1];
  const penalty = 1e-3;
  for (let step = 0; step < 4000; step += 1) {
    const gradient = [0, 0, 0, 0, 0, 0];
    for (const { guide, candidates } of asked)
      for (const candidate of candidates) {
        const right = candidate.guide === guide;
        const others = candidates.length - (guide === null ? 0 : 1);
        const error = (sigmoid(logit(weights, candidate.evidence)) - (right ? 1 : 0)) / (right ? 1 : others);
        const inputs = [1, ...FEATURES.map((feature) => candidate.evidence[feature])];
        inputs.forEach((input, i) => {
          gradient[i] = (gradient[i] ?? 0) + (error * input) / asked.length;
        });
      }
    weights.forEach((weight, i) => {
      weights[i] = weight - 2 * ((gradient[i] ?? 0) + (i === 0 ? 0 : penalty * weight));
    });
  }
  return weights;
}

interface Outcome {
  right: boolean;
  score: number;
  answerable: boolean;
}

function outcome(weights: Weights, { guide, candidates }: Asked): Outcome {
  const ranked = candidates
    .map((each) => ({ guide: each.guide, score: sigmoid(logit(weights, each.evidence)) }))
    .sort((a, b) => b.score - a.score);
  return { right: ranked[0]?.guide === guide, score: ranked[0]?.score ?? 0, answerable: guide !== null };
}

/** The threshold with the best sum of "right guide passes", counted twice, and "unanswerable is refused". */
function bestThreshold(outcomes: readonly Outcome[]) {
  const of = (answerable: boolean) => outcomes.filter((each) => each.answerable === answerable);
  const rated = Array.from({ length: 99 }, (_, i) => {
    const threshold = (i + 1) / 100;
    const passed =
      of(true).filter(({ right, score }) => right && score >= threshold).length / of(true).length;
    const refused = of(false).filter(({ score }) => score < threshold).length / of(false).length;
    return { threshold, passed, refused };
  });
  return rated.reduce((best, each) =>
    each.passed * 2 + each.refused > best.passed * 2 + best.refused ? each : best,
  );
}

const dir = await mkdtemp(join(tmpdir(), 'calibrate-'));
try {
  const { guides } = await loadGuides(GUIDES, '1970-01-01');
  const golden = await loadGolden(QUESTIONS);
  const asked: Asked[] = [];
  for (const lang of ['zh', 'en'] as const) {
    const present = guides.filter((guide) => guide.lang === lang && guide.status === 'active');
    const index: LanguageIndex = await buildIndex(present, {
      lang,
      dir,
      embeddings: null,
      warn: console.warn,
      onProgress: () => {},
    });
    const add = async (guide: string | null, text: string, history: readonly string[]) => {
      const query = await understand(index, { text, history });
      const { evidence } = await gather(index, query, index.offline);
      const candidates = [...evidence].map(([position, each]) => ({
        guide: present[position]?.id ?? '',
        evidence: each,
      }));
      asked.push({ guide, candidates });
    };
    const questions = golden.questions.filter(
      (each) => each.lang === lang && present.some(({ id }) => id === each.guide),
    );
    for (const { guide, q, history = [] } of questions) await add(guide, q, history);
    const { chat, uncovered } = golden.nothingFits[lang];
    for (const text of [...chat, ...uncovered]) await add(null, text, []);
    for (const text of chat) await add(null, text, [questions[0]?.q ?? '']);
  }

  const held = [...new Set(asked.map(({ guide }) => guide))].flatMap((left) => {
    if (left === null) return [];
    const weights = regress(asked.filter(({ guide }) => guide !== left));
    return asked.filter(({ guide }) => guide === left).map((each) => outcome(weights, each));
  });
  const weights = regress(asked);
  const all = asked.map((each) => outcome(weights, each));
  const share = (list: readonly Outcome[]) => list.filter(({ right }) => right).length / list.length;
  console.log('weights [bias, ...features]:', weights.map((weight) => weight.toFixed(2)).join(', '));
  console.log('threshold:', bestThreshold(all));
  console.log('right guide first, any score:', share(all.filter(({ answerable }) => answerable)).toFixed(3));
  console.log('the same on guides left out of the fit:', share(held).toFixed(3));
} finally {
  await rm(dir, { recursive: true, force: true });
}
