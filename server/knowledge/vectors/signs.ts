import type { Rows } from './rows.ts';

/** Rows whose signs lie together, as the scanning program takes them. */
export const BLOCK = 16;
/** Dimensions whose patterns of signs are looked up at once. */
const GROUP = 4;
const PATTERNS = 2 ** GROUP;
/** Two entries of the tables add up to a byte, and all of them to 16 bits. */
const MOST_ENTRY = 127;
const MOST_SUM = 2 ** 16 - 1;

/**
 * The signs of many vectors, one bit a number: enough to tell in a fraction of the time which of them may be near
 * (Charikar 2002; tables in registers after André, Kermarrec & Le Scouarnec 2015). Typed arrays alone.
 */
export interface Signs {
  /** By place, the row; the places are filled up to a whole block. */
  rows: Uint32Array;
  /** By block, by 8 dimensions, by place in the block: a byte. */
  bits: Uint8Array;
  /** By place, what the sum of products with the signs is to be multiplied by; 0 where no row is. */
  weights: Float32Array;
  /** Rows that their signs say too little of: short texts fill few dimensions. */
  plain: Uint32Array;
}

/** Fewer rows are compared one by one as fast. */
const FEWEST = 4096;
/** Share of a vector's length that its signs must keep; of normally distributed numbers they keep 2/π. */
const LEAST_KEPT = 0.5;

/** Signs of the rows; none of few rows. */
export function signsOf({ dims, width, values, scales }: Omit<Rows, 'signs'>): Signs {
  const count = scales.length;
  const rows: number[] = [];
  const weights: number[] = [];
  const plain: number[] = [];
  for (let row = 0; row < (count < FEWEST ? 0 : count); row += 1) {
    let sum = 0;
    let squares = 0;
    for (let i = row * width; i < row * width + dims; i += 1) {
      const value = values[i] ?? 0;
      sum += Math.abs(value);
      squares += value * value;
    }
    if (sum > 0 && sum * sum >= LEAST_KEPT * dims * squares) {
      rows.push(row);
      weights.push(1 / (sum * (scales[row] ?? 0)));
    } else plain.push(row);
  }
  const places = Math.ceil(rows.length / BLOCK) * BLOCK;
  const columns = width / 8;
  const bits = new Uint8Array(places * columns);
  for (const [place, row] of rows.entries()) {
    const block = Math.floor(place / BLOCK) * columns * BLOCK + (place % BLOCK);
    for (let column = 0; column < columns; column += 1) {
      let byte = 0;
      for (let i = 0; i < 8; i += 1) if ((values[row * width + column * 8 + i] ?? 0) > 0) byte |= 1 << i;
      bits[block + column * BLOCK] = byte;
    }
  }
  const padded = new Float32Array(places);
  padded.set(weights);
  return { rows: Uint32Array.from(rows), bits, weights: padded, plain: Uint32Array.from(plain) };
}

/** What the scanning program looks up for one question. */
export interface Tables {
  /** By 4 dimensions, what each pattern of their signs adds. */
  bytes: Uint8Array;
  /** A sum of entries × step − offset is the sum of products with the signs. */
  step: number;
  offset: number;
}

/** Bytes of the tables for rows of so many bytes. */
export const tableBytes = (width: number) => (width / GROUP) * PATTERNS;

export function tablesFor(vector: Float32Array, width: number): Tables {
  const groups = width / GROUP;
  const reach = new Float64Array(groups);
  let offset = 0;
  for (let i = 0; i < vector.length; i += 1) {
    const value = Math.abs(vector[i] ?? 0);
    reach[i >> 2] = (reach[i >> 2] ?? 0) + value;
    offset += value;
  }
  let most = 0;
  for (const value of reach) most = Math.max(most, value);
  const step = (2 * most) / Math.min(MOST_ENTRY, Math.floor(MOST_SUM / groups)) || 1;
  const bytes = new Uint8Array(groups * PATTERNS);
  for (let group = 0; group < groups; group += 1)
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
      let sum = reach[group] ?? 0;
      for (let i = 0; i < GROUP; i += 1) {
        const value = vector[group * GROUP + i] ?? 0;
        sum += (pattern >> i) & 1 ? value : -value;
      }
      bytes[group * PATTERNS + pattern] = Math.round(sum / step);
    }
  return { bytes, step, offset };
}
