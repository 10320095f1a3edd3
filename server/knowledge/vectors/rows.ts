import { WIDTH_STEP } from './kernel.ts';
import { type Sketched, sketchesOf } from './sketch.ts';

/** Unit vectors of some texts, each value in 8 bits: cosines come out right to about ±0.002. Typed arrays alone. */
export interface Rows {
  dims: number;
  /** Bytes a row: `dims` and zeros after it. */
  width: number;
  /** One row after another. */
  values: Int8Array;
  /** By row, what its values are to be multiplied by. */
  scales: Float32Array;
  /** Sum of all vectors. */
  sum: Float32Array;
  sketched: Sketched;
}

export interface RowsBuilder {
  /** @throws when the vector is not as wide as the first. */
  add(vector: Float32Array): void;
  build(): Rows;
}

const MOST = 127;

/** Takes `count` unit vectors in order. */
export function createRowsBuilder(count: number): RowsBuilder {
  let rows: Omit<Rows, 'sketched'> | undefined;
  let row = 0;
  const empty = (dims: number): Omit<Rows, 'sketched'> => {
    const width = Math.ceil(dims / WIDTH_STEP) * WIDTH_STEP;
    return {
      dims,
      width,
      values: new Int8Array(count * width),
      scales: new Float32Array(count),
      sum: new Float32Array(dims),
    };
  };
  return {
    add(vector) {
      rows ??= empty(vector.length);
      const { dims, width, values, scales, sum } = rows;
      if (vector.length !== dims)
        throw new Error(`the embedder changed the width of its vectors from ${dims} to ${vector.length}`);
      let most = 0;
      for (const value of vector) most = Math.max(most, Math.abs(value));
      const scale = most / MOST;
      const at = row * width;
      for (let i = 0; i < dims; i += 1) {
        const value = vector[i] ?? 0;
        values[at + i] = scale === 0 ? 0 : Math.round(value / scale);
        sum[i] = (sum[i] ?? 0) + value;
      }
      scales[row] = scale;
      row += 1;
    },
    build() {
      const built = rows ?? empty(1);
      return { ...built, sketched: sketchesOf(built) };
    },
  };
}

/** One vector of the rows, as it is kept. */
export function vectorOf({ dims, width, values, scales }: Rows, row: number): Float32Array {
  const scale = scales[row] ?? 0;
  return Float32Array.from(values.subarray(row * width, row * width + dims), (value) => value * scale);
}
