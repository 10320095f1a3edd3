import { DEPTH, scoreOf, type Tree } from './score.ts';

export interface Example {
  /** Values in the order of the features. */
  x: readonly number[];
  /** Whether it should be stopped. */
  stop: boolean;
  weight: number;
}

export interface Boosting {
  trees: number;
  rate: number;
  seed: number;
}

const BINS = 16;
/** Least weight of the examples in a leaf, and what holds its value small. */
const LEAST = 8;
const RIDGE = 2;
/** Shares of the examples and of the features that each tree sees. */
const EXAMPLES = 0.7;
const COLUMNS = 0.66;
const NEVER = 1e9;

/** Numbers in 0..1 from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function cutsOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Array.from(
    { length: BINS },
    (_, i) => sorted[Math.floor(((i + 0.5) / BINS) * sorted.length)] ?? 0,
  );
  return [...new Set(at)];
}

/** Gradient boosting of full trees with logistic loss (Friedman 2001; second-order leaves as in Chen and Guestrin 2016). */
export function boost(
  examples: readonly Example[],
  { trees: count, rate, seed }: Boosting,
): { bias: number; trees: Tree[] } {
  const next = random(seed);
  const width = examples[0]?.x.length ?? 0;
  const cuts = Array.from({ length: width }, (_, f) => cutsOf(examples.map(({ x }) => x[f] ?? 0)));
  const bins = examples.map(({ x }) =>
    cuts.map((own, f) => {
      const at = own.findIndex((cut) => (x[f] ?? 0) <= cut);
      return at === -1 ? own.length : at;
    }),
  );
  const whole = examples.reduce((sum, { weight }) => sum + weight, 0);
  const stopped = examples.reduce((sum, { weight, stop }) => sum + (stop ? weight : 0), 0);
  const bias = Math.log(stopped / (whole - stopped));
  const scores = examples.map(() => bias);
  const trees: Tree[] = [];

  for (let n = 0; n < count; n += 1) {
    const gradient = examples.map(({ stop, weight }, i) => {
      const p = 1 / (1 + Math.exp(-(scores[i] ?? 0)));
      return { g: weight * ((stop ? 1 : 0) - p), h: weight * p * (1 - p), w: weight };
    });
    const tree: Tree = { features: [], cuts: [], leaves: [] };
    let level: number[][] = [examples.flatMap((_, i) => (next() < EXAMPLES ? [i] : []))];
    for (let depth = 0; depth < DEPTH; depth += 1) {
      const below: number[][] = [];
      for (const rows of level) {
        let best = { gain: 1e-3, feature: 0, cut: -1 };
        for (let f = 0; f < width; f += 1) {
          if (next() > COLUMNS) continue;
          const sums = Array.from({ length: (cuts[f]?.length ?? 0) + 1 }, () => ({ g: 0, h: 0, w: 0 }));
          const all = { g: 0, h: 0, w: 0 };
          for (const i of rows) {
            const bin = sums[bins[i]?.[f] ?? 0];
            const own = gradient[i];
            if (!bin || !own) continue;
            for (const to of [bin, all]) {
              to.g += own.g;
              to.h += own.h;
              to.w += own.w;
            }
          }
          const left = { g: 0, h: 0, w: 0 };
          for (const [cut, { g, h, w }] of sums.slice(0, -1).entries()) {
            left.g += g;
            left.h += h;
            left.w += w;
            if (left.w < LEAST || all.w - left.w < LEAST) continue;
            const gain =
              left.g ** 2 / (left.h + RIDGE) +
              (all.g - left.g) ** 2 / (all.h - left.h + RIDGE) -
              all.g ** 2 / (all.h + RIDGE);
            if (gain > best.gain) best = { gain, feature: f, cut };
          }
        }
        const { feature, cut } = best;
        tree.features.push(feature);
        tree.cuts.push(cut === -1 ? NEVER : Number((cuts[feature]?.[cut] ?? 0).toPrecision(4)));
        below.push(
          rows.filter((i) => cut === -1 || (bins[i]?.[feature] ?? 0) <= cut),
          rows.filter((i) => cut !== -1 && (bins[i]?.[feature] ?? 0) > cut),
        );
      }
      level = below;
    }
    for (const rows of level) {
      let g = 0;
      let h = 0;
      for (const i of rows) {
        g += gradient[i]?.g ?? 0;
        h += gradient[i]?.h ?? 0;
      }
      tree.leaves.push(Number(((rate * g) / (h + RIDGE)).toFixed(4)));
    }
    trees.push(tree);
    for (const [i, { x }] of examples.entries())
      scores[i] = (scores[i] ?? 0) + scoreOf({ bias: 0, trees: [tree] }, x);
  }
  return { bias: Number(bias.toFixed(4)), trees };
}
