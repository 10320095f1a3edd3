/** Splits between the root of a tree and a leaf. */
export const DEPTH = 3;

/** A full binary tree: the split at `i` leads to those at `2i + 1` (no more than the cut) and `2i + 2`. */
export interface Tree {
  features: number[];
  cuts: number[];
  leaves: number[];
}

export interface Model {
  bias: number;
  /** From this score on a sentence is stopped. */
  threshold: number;
  trees: readonly Readonly<Tree>[];
}

/** How much speaks for stopping a sentence, as log odds. */
export function scoreOf({ bias, trees }: Pick<Model, 'bias' | 'trees'>, x: readonly number[]): number {
  let sum = bias;
  for (const { features, cuts, leaves } of trees) {
    let at = 0;
    for (let depth = 0; depth < DEPTH; depth += 1)
      at = 2 * at + ((x[features[at] ?? 0] ?? 0) <= (cuts[at] ?? 0) ? 1 : 2);
    sum += leaves[at - leaves.length + 1] ?? 0;
  }
  return sum;
}
