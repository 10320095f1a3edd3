import type { Rows } from './rows.ts';

/** Rows of which the sketches lie together, as the scanning program takes them. */
export const BLOCK = 16;
/** Numbers of a vector that half a byte stands for. */
const GROUP = 4;
const PATTERNS = 2 ** GROUP;
/** Two entries of the tables add up to a byte, and all of them to 16 bits. */
const MOST_ENTRY = 127;
const MOST_SUM = 2 ** 16 - 1;

/** Vectors in half a byte for four numbers. Typed arrays alone. */
export interface Sketches {
  /** By place, the row. */
  rows: Uint32Array;
  /** By block, by 8 numbers, by place in the block: a byte. The last block is filled up. */
  bytes: Uint8Array;
  /** By place, what the product with the sketch is to be multiplied by to estimate that with the row; 0 where none is. */
  weights: Float32Array;
}

/**
 * Sketches of many vectors: enough to tell in a fraction of the time which of them may be near. Looked up in tables that
 * fit into registers (André, Kermarrec & Le Scouarnec 2015).
 */
export interface Sketched {
  /** By the signs of the numbers (Charikar 2002). */
  signs: Sketches;
  /** By the greatest of each four numbers: short texts fill few dimensions. */
  peaks: Sketches;
  /** Rows that neither says enough of. */
  plain: Uint32Array;
}

type Kind = keyof Omit<Sketched, 'plain'>;

/** Fewer rows are compared one by one as fast. */
const FEWEST = 4096;
/** Share of a vector's length, squared, that its sketch must keep; of normally distributed numbers signs keep 2/π. */
const LEAST_KEPT = 0.4;

/** Which of the patterns stands for four numbers: their signs, or 0 for nothing, 1 to 4 for +, 5 to 8 for −. */
function patternOf(kind: Kind, values: Int8Array, at: number): number {
  let signs = 0;
  let greatest = -1;
  let most = 0;
  for (let i = 0; i < GROUP; i += 1) {
    const value = values[at + i] ?? 0;
    if (value > 0) signs |= 1 << i;
    if (Math.abs(value) > most) {
      most = Math.abs(value);
      greatest = i;
    }
  }
  if (kind === 'signs') return signs;
  if (greatest < 0) return 0;
  return 1 + greatest + ((values[at + greatest] ?? 0) > 0 ? 0 : GROUP);
}

/** What four numbers of a question have in common with a pattern. */
function productOf(kind: Kind, pattern: number, vector: Float32Array, at: number): number {
  if (kind === 'peaks') {
    if (pattern === 0 || pattern > 2 * GROUP) return 0;
    const value = vector[at + ((pattern - 1) % GROUP)] ?? 0;
    return pattern <= GROUP ? value : -value;
  }
  let sum = 0;
  for (let i = 0; i < GROUP; i += 1) {
    const value = vector[at + i] ?? 0;
    sum += (pattern >> i) & 1 ? value : -value;
  }
  return sum;
}

function sketches(
  kind: Kind,
  list: readonly { row: number; weight: number }[],
  values: Int8Array,
  width: number,
) {
  const places = Math.ceil(list.length / BLOCK) * BLOCK;
  const columns = width / (2 * GROUP);
  const bytes = new Uint8Array(places * columns);
  const weights = new Float32Array(places);
  for (const [place, { row, weight }] of list.entries()) {
    weights[place] = weight;
    const block = Math.floor(place / BLOCK) * columns * BLOCK + (place % BLOCK);
    for (let column = 0; column < columns; column += 1) {
      const at = row * width + column * 2 * GROUP;
      bytes[block + column * BLOCK] =
        patternOf(kind, values, at) | (patternOf(kind, values, at + GROUP) << GROUP);
    }
  }
  return { rows: Uint32Array.from(list, ({ row }) => row), bytes, weights };
}

/** Sketches of the rows; none of few rows. */
export function sketchesOf({ dims, width, values, scales }: Omit<Rows, 'sketched'>): Sketched {
  const count = scales.length < FEWEST ? 0 : scales.length;
  const lists: Record<Kind, { row: number; weight: number }[]> = { signs: [], peaks: [] };
  const plain: number[] = [];
  for (let row = 0; row < count; row += 1) {
    let squares = 0;
    let all = 0;
    let peaks = 0;
    let groups = 0;
    for (let at = row * width; at < (row + 1) * width; at += GROUP) {
      let most = 0;
      for (let i = at; i < at + GROUP; i += 1) {
        const value = Math.abs(values[i] ?? 0);
        squares += value * value;
        all += value;
        if (value > most) most = value;
      }
      peaks += most;
      if (most > 0) groups += 1;
    }
    const bySigns = (all * all) / (dims * squares);
    const byPeaks = (peaks * peaks) / (groups * squares);
    if (!(Math.max(bySigns, byPeaks) >= LEAST_KEPT)) plain.push(row);
    else if (bySigns > byPeaks) lists.signs.push({ row, weight: 1 / (all * (scales[row] ?? 0)) });
    else lists.peaks.push({ row, weight: 1 / (peaks * (scales[row] ?? 0)) });
  }
  return {
    signs: sketches('signs', lists.signs, values, width),
    peaks: sketches('peaks', lists.peaks, values, width),
    plain: Uint32Array.from(plain),
  };
}

/** What the scanning program looks up for one question. */
export interface Tables {
  /** By 4 numbers, what each pattern adds. */
  bytes: Readonly<Record<Kind, Uint8Array>>;
  /** A sum of entries × step − offset is the product with the sketch. */
  step: number;
  offset: number;
}

/** Bytes of the tables of one kind for rows of so many bytes. */
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
  const table = (kind: Kind) => {
    const bytes = new Uint8Array(groups * PATTERNS);
    for (let i = 0; i < bytes.length; i += 1) {
      const group = i >> GROUP;
      const product = productOf(kind, i % PATTERNS, vector, group * GROUP);
      bytes[i] = Math.round(((reach[group] ?? 0) + product) / step);
    }
    return bytes;
  };
  return { bytes: { signs: table('signs'), peaks: table('peaks') }, step, offset };
}
