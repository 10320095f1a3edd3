/** Figures of one ranking, 0..1. Grades are gains (linear), as in the collections' own baselines. */
export interface RankFigures {
  hit1: number;
  hit5: number;
  hit10: number;
  mrr10: number;
  ndcg10: number;
}

export const RANK_FIGURES = ['hit1', 'hit5', 'hit10', 'mrr10', 'ndcg10'] as const;

const discounted = (grades: readonly number[]) =>
  grades.slice(0, 10).reduce((sum, grade, rank) => sum + grade / Math.log2(rank + 2), 0);

/** @param ranked distinct records, best first. */
export function rankFigures(ranked: readonly string[], relevant: ReadonlyMap<string, number>): RankFigures {
  const first = ranked.findIndex((record) => relevant.has(record));
  const within = (depth: number) => (first >= 0 && first < depth ? 1 : 0);
  const ideal = discounted([...relevant.values()].sort((a, b) => b - a));
  return {
    hit1: within(1),
    hit5: within(5),
    hit10: within(10),
    mrr10: within(10) === 1 ? 1 / (first + 1) : 0,
    ndcg10: ideal === 0 ? 0 : discounted(ranked.map((record) => relevant.get(record) ?? 0)) / ideal,
  };
}

/** Mulberry32: a small seeded generator, the same on every machine; 0 ≤ x < 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const RESAMPLES = 1000;

/** Mean with the 95 % interval of the bootstrap (Efron 1979), percentile method, seeded. */
export function meanWithInterval(values: readonly number[]): { mean: number; low: number; high: number } {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const random = seeded(1);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return {
    mean: mean(values),
    low: means[Math.floor(RESAMPLES * 0.025)] ?? Number.NaN,
    high: means[Math.floor(RESAMPLES * 0.975)] ?? Number.NaN,
  };
}

/** Probability that a member of `above` scores higher than one of `below`; ties count half. */
export function areaUnderCurve(above: readonly number[], below: readonly number[]): number {
  let won = 0;
  for (const a of above) for (const b of below) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (above.length * below.length);
}

/** The value below which the share `p` of the values lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}
