import { createBest } from '../lexical/best.ts';
import { scanIn } from './kernel.ts';
import type { Rows } from './rows.ts';

/** Vectors of one part of the index, with what they belong to. */
export interface VectorPart {
  rows: Rows;
  memory: WebAssembly.Memory;
  /** Where in the memory there is room for whoever scans, in bytes: {@link roomFor} so many. */
  room: number;
  /** By row, its entry and its section; −1 for what only leads to the entry. In numbers of the part. */
  entries: Uint32Array;
  sections: Int32Array;
  /** By section, its row. */
  rowOfSection: Uint32Array;
  /** Numbers of the part's first entry and section in the whole index. */
  firstEntry: number;
  firstSection: number;
  /** Entries that are served no more. */
  dead: ReadonlySet<number>;
}

export interface Neighbour {
  entry: number;
  /** null: the vector of a name, alias or question. */
  section: number | null;
  /** −1..1. */
  cosine: number;
}

/** Vectors of a whole index. Entries and sections are numbered through all parts. */
export interface VectorSpace {
  /** The nearest, best first. What was found for a vector is given again when the same one is asked for. */
  nearest(vector: Float32Array, count: number): readonly Neighbour[];
  /** Cosine of one section, −1..1. */
  cosine(vector: Float32Array, section: number): number;
  /** Mean cosine of a vector to all: what this embedder gives to unrelated texts. */
  background(vector: Float32Array): number;
}

const MOST_QUERY = 32_767;
/** Inner products are summed in 32 bits. */
const MOST_SUM = 2 ** 31 - 1;
const MOST_VALUE = 127;

/** Questions that a search compares by turns: that of now and those before. */
const QUERIES = 2;
const QUERY_BYTES = 2;
const OUT_BYTES = 4;

/** Bytes that scanning needs beside the rows: for the questions and for what comes out. */
export const roomFor = ({ width, scales }: Rows) => QUERIES * width * QUERY_BYTES + scales.length * OUT_BYTES;

/** A vector as the scanning program reads it. */
interface Written {
  vector: Float32Array;
  /** Where it lies in the memory, in bytes. */
  at: number;
  /** What sums of products are to be multiplied by, beside the scale of the row. */
  unit: number;
}

/** Compares vectors with the rows of one part. */
function createComparison({ rows, memory, room }: VectorPart) {
  const { values, scales, width } = rows;
  const query = new Int16Array(memory.buffer, room, QUERIES * width);
  const out = new Int32Array(memory.buffer, room + query.byteLength, scales.length);
  const scan = scanIn(memory);
  const written: Written[] = [];

  /** Writes the vector as 16-bit numbers, unless it is there. No sum of products can overflow then. */
  function write(vector: Float32Array): Written {
    const known = written.find((each) => each.vector === vector);
    if (known) return known;
    const from =
      written.length < QUERIES ? written.length * width : ((written.shift()?.at ?? 0) - query.byteOffset) / 2;
    let most = 0;
    for (const value of vector) most = Math.max(most, Math.abs(value));
    // By Cauchy and Schwarz a product is at most the product of the lengths: MOST_VALUE × √width for a row.
    const scale = most === 0 ? 1 : Math.min(MOST_QUERY / most, MOST_SUM / (MOST_VALUE * Math.sqrt(width)));
    for (let i = 0; i < vector.length; i += 1) query[from + i] = Math.trunc((vector[i] ?? 0) * scale);
    const fresh = { vector, at: query.byteOffset + from * query.BYTES_PER_ELEMENT, unit: 1 / scale };
    written.push(fresh);
    return fresh;
  }

  return {
    out,
    /** Leaves the sums of products with all rows in `out`; returns what they are to be multiplied by. */
    all(vector: Float32Array): number {
      const { at, unit } = write(vector);
      scan(at, values.byteOffset, scales.length, width, out.byteOffset);
      return unit;
    },
    one(vector: Float32Array, row: number): number {
      const { at, unit } = write(vector);
      scan(at, values.byteOffset + row * width, 1, width, out.byteOffset);
      return (out[0] ?? 0) * (scales[row] ?? 0) * unit;
    },
  };
}

/** The space of all vectors of one embedder. */
export function createVectorSpace(parts: readonly VectorPart[]): VectorSpace {
  const compared = parts.map((part) => ({ ...part, comparison: createComparison(part) }));
  const total = parts.reduce((sum, { entries }) => sum + entries.length, 0);
  const centre = new Float32Array(Math.max(0, ...parts.map(({ rows }) => rows.dims)));
  for (const { rows } of parts)
    for (const [i, value] of rows.sum.entries()) centre[i] = (centre[i] ?? 0) + value / total;

  /** What a row belongs to, by its number through all parts. */
  function neighbour(number: number, cosine: number): Neighbour {
    let row = number;
    for (const { entries, sections, firstEntry, firstSection } of compared) {
      if (row < entries.length) {
        const section = sections[row] ?? -1;
        return {
          entry: firstEntry + (entries[row] ?? 0),
          section: section < 0 ? null : firstSection + section,
          cosine,
        };
      }
      row -= entries.length;
    }
    throw new RangeError(`there is no row ${number}`);
  }

  const found = new WeakMap<Float32Array, { count: number; nearest: readonly Neighbour[] }>();

  return {
    nearest(vector, count) {
      const known = found.get(vector);
      if (known?.count === count) return known.nearest;
      const best = createBest(count, Number.NEGATIVE_INFINITY);
      let first = 0;
      for (const { rows, entries, dead, comparison } of compared) {
        if (vector.length === rows.dims) {
          const unit = comparison.all(vector);
          const { scales } = rows;
          const { out } = comparison;
          let { least } = best;
          for (let row = 0; row < scales.length; row += 1) {
            const cosine = (out[row] ?? 0) * (scales[row] ?? 0) * unit;
            if (cosine <= least || dead.has(entries[row] ?? 0)) continue;
            best.add(first + row, cosine);
            least = best.least;
          }
        }
        first += entries.length;
      }
      const cosines = best.scores();
      const nearest = best.numbers().map((number, rank) => neighbour(number, cosines[rank] ?? 0));
      found.set(vector, { count, nearest });
      return nearest;
    },
    cosine(vector, section) {
      let last = compared.length - 1;
      while (last > 0 && (compared[last]?.firstSection ?? 0) > section) last -= 1;
      const part = compared[last];
      const row = part?.rowOfSection[section - part.firstSection];
      if (!part || row === undefined || vector.length !== part.rows.dims) return 0;
      return part.comparison.one(vector, row);
    },
    background: (vector) => vector.reduce((sum, value, i) => sum + value * (centre[i] ?? 0), 0),
  };
}
