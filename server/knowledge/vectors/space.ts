import { type Scan, scanIn } from './kernel.ts';
import type { Rows } from './rows.ts';

/** Vectors of one part of the index, with what they belong to. */
export interface VectorPart {
  rows: Rows;
  memory: WebAssembly.Memory;
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
  /** The nearest, best first: every vector is compared. */
  nearest(vector: Float32Array, count: number): Neighbour[];
  /** Cosine of one section, −1..1. */
  cosine(vector: Float32Array, section: number): number;
  /** Mean cosine of a vector to all: what this embedder gives to unrelated texts. */
  background(vector: Float32Array): number;
}

const MOST_QUERY = 32_767;
/** Inner products are summed in 32 bits. */
const MOST_SUM = 2 ** 31 - 1;
const MOST_VALUE = 127;

/** Writes the vector as 16-bit numbers; returns what it was multiplied by. No sum of products can overflow then. */
function writeQuery({ query, width }: Rows, vector: Float32Array): number {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  if (most === 0) return 0;
  // By Cauchy and Schwarz a product is at most the product of the lengths: MOST_VALUE × √width for a row.
  const scale = Math.min(MOST_QUERY / most, MOST_SUM / (MOST_VALUE * Math.sqrt(width)));
  for (let i = 0; i < vector.length; i += 1) query[i] = Math.trunc((vector[i] ?? 0) * scale);
  return scale;
}

function dotOf({ values, scales, width }: Rows, row: number, vector: Float32Array): number {
  const at = row * width;
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) sum += (vector[i] ?? 0) * (values[at + i] ?? 0);
  return sum * (scales[row] ?? 0);
}

/** The space of all vectors of one embedder. */
export function createVectorSpace(parts: readonly VectorPart[]): VectorSpace {
  const scanned = parts.map((part) => ({ ...part, scan: scanIn(part.memory) }));
  const total = parts.reduce((sum, { entries }) => sum + entries.length, 0);
  const centre = new Float32Array(Math.max(0, ...parts.map(({ rows }) => rows.dims)));
  for (const { rows } of parts)
    for (const [i, value] of rows.sum.entries()) centre[i] = (centre[i] ?? 0) + value / total;

  function scan({ rows, scan: run }: { rows: Rows; scan: Scan }, vector: Float32Array): number {
    const scale = writeQuery(rows, vector);
    const { query, values, scales, width, out } = rows;
    if (scale > 0) run(query.byteOffset, values.byteOffset, scales.length, width, out.byteOffset);
    else out.fill(0);
    return scale === 0 ? 0 : 1 / scale;
  }

  return {
    nearest(vector, count) {
      const best: Neighbour[] = [];
      let least = Number.NEGATIVE_INFINITY;
      for (const part of scanned) {
        const { rows, entries, sections, dead, firstEntry, firstSection } = part;
        if (vector.length !== rows.dims) continue;
        const unit = scan(part, vector);
        const { out, scales } = rows;
        for (let row = 0; row < scales.length; row += 1) {
          const cosine = (out[row] ?? 0) * (scales[row] ?? 0) * unit;
          if (cosine <= least) continue;
          const entry = entries[row] ?? 0;
          if (dead.has(entry)) continue;
          const section = sections[row] ?? -1;
          let place = best.length;
          while (place > 0 && (best[place - 1]?.cosine ?? 0) < cosine) place -= 1;
          const found = {
            entry: firstEntry + entry,
            section: section < 0 ? null : firstSection + section,
            cosine,
          };
          best.splice(place, 0, found);
          if (best.length > count) best.pop();
          if (best.length === count) least = best[count - 1]?.cosine ?? least;
        }
      }
      return best;
    },
    cosine(vector, section) {
      const part = parts.findLast(({ firstSection }) => firstSection <= section);
      const row = part?.rowOfSection[section - part.firstSection];
      return part === undefined || row === undefined || vector.length !== part.rows.dims
        ? 0
        : dotOf(part.rows, row, vector);
    },
    background: (vector) => vector.reduce((sum, value, i) => sum + value * (centre[i] ?? 0), 0),
  };
}
