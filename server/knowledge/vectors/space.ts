import { createBest } from '../lexical/best.ts';
import { kernelIn } from './kernel.ts';
import type { Rows } from './rows.ts';
import { BLOCK, type Sketches, type Tables, tableBytes, tablesFor } from './sketch.ts';

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
/** A row of the shortlist: its place and its estimate. The program may write one beyond the end. */
const LISTED_BYTES = 8;

/** Bytes that scanning needs beside the rows: for questions, tables, what comes out, and the shortlist. */
export const roomFor = ({ width, scales }: Rows) =>
  QUERIES * width * QUERY_BYTES +
  tableBytes(width) +
  scales.length * OUT_BYTES +
  (scales.length + BLOCK) * LISTED_BYTES;

/**
 * Of the rows that are sketched, those are compared in full whose estimate lies so many standard deviations above the mean:
 * about one in ten. Sketches tell a cosine to about ±0.04, and the nearest stand further out than that.
 */
const NEAR = 1.3;
/** Nor those whose estimate lies so far below the least cosine that counts by then: two deviations of an estimate. */
const MARGIN = 0.08;
/** Blocks between two that are looked at for mean and deviation. */
const SAMPLED = 24;

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
  const { values, scales, width, sketched } = rows;
  const { buffer } = memory;
  const query = new Int16Array(buffer, room, QUERIES * width);
  const tables = new Uint8Array(buffer, query.byteOffset + query.byteLength, tableBytes(width));
  const out = new Int32Array(buffer, tables.byteOffset + tables.byteLength, scales.length);
  const listed = new Int32Array(buffer, out.byteOffset + out.byteLength, (scales.length + BLOCK) * 2);
  const estimates = new Float32Array(buffer, listed.byteOffset, listed.length);
  const kernel = kernelIn(memory);
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

  /** Places of rows that their sketches tell to be near, left in `listed` in steps of two; returns how many. */
  function shortlist(
    { bytes, weights }: Sketches,
    table: Uint8Array,
    { step, offset }: Tables,
    least: number,
  ): number {
    tables.set(table);
    const blocks = weights.length / BLOCK;
    const columns = width / 8;
    const look = (first: number, count: number, above: number) =>
      (kernel.shortlist(
        bytes.byteOffset + first * columns * BLOCK,
        count,
        columns,
        tables.byteOffset,
        weights.byteOffset + first * BLOCK * weights.BYTES_PER_ELEMENT,
        step,
        offset,
        above,
        listed.byteOffset,
      ) -
        listed.byteOffset) /
      LISTED_BYTES;
    let sum = 0;
    let squares = 0;
    let sampled = 0;
    for (let block = 0; block < blocks; block += SAMPLED) {
      const count = look(block, 1, Number.NEGATIVE_INFINITY);
      for (let i = 0; i < count; i += 1) {
        const estimate = estimates[i * 2 + 1] ?? 0;
        sum += estimate;
        squares += estimate * estimate;
      }
      sampled += count;
    }
    const mean = sum / Math.max(1, sampled);
    const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, sampled) - mean * mean));
    return look(0, blocks, Math.max(mean + NEAR * deviation, least - MARGIN));
  }

  return {
    /** Calls `found` with the cosine of each row that may be near: of all rows, where they are few. */
    near(
      vector: Float32Array,
      tablesOf: () => Tables,
      best: { readonly least: number },
      found: (row: number, cosine: number) => void,
    ): void {
      const { at, unit } = write(vector);
      const { signs, peaks, plain } = sketched;
      if (signs.rows.length + peaks.rows.length === 0) {
        kernel.scan(at, values.byteOffset, scales.length, width, out.byteOffset);
        for (let row = 0; row < scales.length; row += 1)
          found(row, (out[row] ?? 0) * (scales[row] ?? 0) * unit);
        return;
      }
      const compare = (rowsListed: Uint32Array | Int32Array, count: number) => {
        kernel.pick(at, values.byteOffset, rowsListed.byteOffset, count, width, out.byteOffset);
        for (let i = 0; i < count; i += 1) {
          const row = rowsListed[i] ?? 0;
          found(row, (out[i] ?? 0) * (scales[row] ?? 0) * unit);
        }
      };
      compare(plain, plain.length);
      const ready = tablesOf();
      for (const kind of ['signs', 'peaks'] as const) {
        const count = shortlist(sketched[kind], ready.bytes[kind], ready, best.least);
        let rowsListed = 0;
        for (let i = 0; i < count; i += 1) {
          const row = sketched[kind].rows[listed[i * 2] ?? 0];
          if (row === undefined) continue;
          listed[rowsListed] = row;
          rowsListed += 1;
        }
        compare(listed, rowsListed);
      }
    },
    one(vector: Float32Array, row: number): number {
      const { at, unit } = write(vector);
      kernel.scan(at, values.byteOffset + row * width, 1, width, out.byteOffset);
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
      let tables: Tables | undefined;
      for (const { rows, entries, dead, comparison } of compared) {
        const start = first;
        if (vector.length === rows.dims)
          comparison.near(
            vector,
            () => {
              tables ??= tablesFor(vector, rows.width);
              return tables;
            },
            best,
            (row, cosine) => {
              if (cosine > best.least && !dead.has(entries[row] ?? 0)) best.add(start + row, cosine);
            },
          );
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
