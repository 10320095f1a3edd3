/** What a citizen said → unit vectors whose inner product with those of the guides is their likeness. */
export interface Embedder {
  /** Changes whenever the vectors of the same text would; vectors of different ids are never compared. */
  id: string;
  /** Nobody may change the vectors: the same text may be given the same one. @throws when the texts cannot be embedded. */
  questions(texts: readonly string[]): Promise<Float32Array[]>;
}

/** An embedder that is asked for the vectors of the guides, too. */
export interface PassageEmbedder extends Embedder {
  /** Texts that one call of `passages` should hold. */
  batch: number;
  /** Vectors of texts of guides. @throws when the texts cannot be embedded. */
  passages(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Scales to length 1 in place; a zero vector stays zero. */
export function toUnit(vector: Float32Array): Float32Array {
  let sum = 0;
  for (const value of vector) sum += value * value;
  if (sum > 0) {
    const scale = 1 / Math.sqrt(sum);
    for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) * scale;
  }
  return vector;
}
