import { gradient, type Sdf } from './sdf.ts';
import { add, along, at, scale, type Vec3 } from './vector.ts';

export interface Surface {
  positions: Vec3[];
  normals: Vec3[];
  /** Three a triangle. */
  indices: number[];
}

/** Corner pairs of the unit cell's 12 edges: corner bits are x, y, z. */
const CELL_EDGES = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) =>
  ([1, 2, 4] as const).filter((bit) => (corner & bit) === 0).map((bit) => ({ corner, bit })),
);

const NEWTON_STEPS = 3;

/**
 * Naive surface nets (Gibson 1998) over the box `low`..`high` with cells of size `cell`; vertices are then
 * pulled onto the surface along the gradient, which also gives the normals. Smooth even on coarse grids, but
 * sharp edges tear: extend a shape past its hem and clip it by a plane afterwards.
 */
export function surfaceNets(f: Sdf, low: Vec3, high: Vec3, cell: number): Surface {
  const cells = (axis: 0 | 1 | 2): number => Math.ceil((high[axis] - low[axis]) / cell) + 1;
  const nx = cells(0);
  const ny = cells(1);
  const nz = cells(2);
  const index = (i: number, j: number, k: number): number => (k * ny + j) * nx + i;
  const point = (i: number, j: number, k: number): Vec3 => add(low, scale([i, j, k], cell));

  const field = new Float64Array(nx * ny * nz);
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) field[index(i, j, k)] = f(point(i, j, k));
  const value = (i: number, j: number, k: number): number => field[index(i, j, k)] ?? 0;

  const vertexOf = new Int32Array(field.length).fill(-1);
  const positions: Vec3[] = [];
  for (let k = 0; k < nz - 1; k++) {
    for (let j = 0; j < ny - 1; j++) {
      for (let i = 0; i < nx - 1; i++) {
        const center = crossingsMean((c) => value(i + (c & 1), j + ((c >> 1) & 1), k + (c >> 2)));
        if (!center) continue;
        vertexOf[index(i, j, k)] = positions.length;
        positions.push(add(point(i, j, k), scale(center, cell)));
      }
    }
  }

  const indices: number[] = [];
  const vertex = (i: number, j: number, k: number): number => vertexOf[index(i, j, k)] ?? -1;
  const quad = (
    fromInside: boolean,
    toInside: boolean,
    [a, b, c, d]: [number, number, number, number],
  ): void => {
    if (fromInside === toInside || Math.min(a, b, c, d) < 0) return;
    if (fromInside) indices.push(a, b, c, a, c, d);
    else indices.push(a, d, c, a, c, b);
  };
  for (let k = 1; k < nz - 1; k++) {
    for (let j = 1; j < ny - 1; j++) {
      for (let i = 1; i < nx - 1; i++) {
        const inside = value(i, j, k) < 0;
        const v = vertex(i, j, k);
        quad(inside, value(i + 1, j, k) < 0, [
          vertex(i, j - 1, k - 1),
          vertex(i, j, k - 1),
          v,
          vertex(i, j - 1, k),
        ]);
        quad(inside, value(i, j + 1, k) < 0, [
          vertex(i - 1, j, k - 1),
          vertex(i - 1, j, k),
          v,
          vertex(i, j, k - 1),
        ]);
        quad(inside, value(i, j, k + 1) < 0, [
          vertex(i - 1, j - 1, k),
          vertex(i, j - 1, k),
          v,
          vertex(i - 1, j, k),
        ]);
      }
    }
  }

  const settled = positions.map((p) => settle(f, p, 2 * cell));
  return { positions: settled, normals: settled.map((p) => gradient(f, p)), indices };
}

/** Mean of the surface's crossings with the cell's edges, in cell units; null for a cell without one. */
function crossingsMean(valueAt: (corner: number) => number): Vec3 | null {
  const values = [0, 1, 2, 3, 4, 5, 6, 7].map(valueAt);
  const firstInside = at(values, 0) < 0;
  if (values.every((v) => v < 0 === firstInside)) return null;
  let sum: Vec3 = [0, 0, 0];
  let count = 0;
  for (const { corner, bit } of CELL_EDGES) {
    const from = at(values, corner);
    const to = at(values, corner | bit);
    if (from < 0 === to < 0) continue;
    const t = from / (from - to);
    sum = add(sum, [
      (corner & 1) + (bit === 1 ? t : 0),
      ((corner >> 1) & 1) + (bit === 2 ? t : 0),
      (corner >> 2) + (bit === 4 ? t : 0),
    ]);
    count++;
  }
  return scale(sum, 1 / count);
}

/** Newton steps onto the surface; far-off values are left alone, the field is only approximate there. */
function settle(f: Sdf, from: Vec3, limit: number): Vec3 {
  let p = from;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const d = f(p);
    if (Math.abs(d) < limit) p = along(p, gradient(f, p), -0.9 * d);
  }
  return p;
}
