import { at, clamp, mix, type Vec2, type Vec3 } from './vector.ts';

// Called millions of times during a build: helpers are declared once, not as closures.
const catmullRomComponent = (p0: number, p1: number, p2: number, p3: number, u: number): number =>
  0.5 *
  (2 * p1 +
    (p2 - p0) * u +
    (2 * p0 - 5 * p1 + 4 * p2 - p3) * u * u +
    (3 * p1 - p0 - 3 * p2 + p3) * u * u * u);

/** Uniform Catmull–Rom spline through `points`, `t` in 0..1. */
export function catmullRom(points: readonly Vec3[], t: number): Vec3 {
  const last = points.length - 1;
  const position = clamp(t) * last;
  const i = Math.min(last - 1, Math.floor(position));
  const u = position - i;
  const p0 = at(points, Math.max(0, i - 1));
  const p1 = at(points, i);
  const p2 = at(points, i + 1);
  const p3 = at(points, Math.min(last, i + 2));
  return [
    catmullRomComponent(p0[0], p1[0], p2[0], p3[0], u),
    catmullRomComponent(p0[1], p1[1], p2[1], p3[1], u),
    catmullRomComponent(p0[2], p1[2], p2[2], p3[2], u),
  ];
}

type Rows = readonly (readonly number[])[];
const cell = (rows: Rows, row: number, column: number): number => at(at(rows, row), column);

/** Central difference; flat at both ends. */
function slope(rows: Rows, row: number, column: number): number {
  if (row <= 0 || row >= rows.length - 1) return 0;
  const rise = cell(rows, row + 1, column) - cell(rows, row - 1, column);
  return rise / (cell(rows, row + 1, 0) - cell(rows, row - 1, 0));
}

/**
 * Smooth table look-up: rows sorted by column 0, values of `column` joined by cubic Hermite pieces with
 * central-difference slopes, held constant outside.
 */
export function lookUp(rows: Rows, x: number, column: number): number {
  const last = rows.length - 1;
  if (x <= cell(rows, 0, 0)) return cell(rows, 0, column);
  if (x >= cell(rows, last, 0)) return cell(rows, last, column);
  let i = 0;
  while (cell(rows, i + 1, 0) < x) i++;
  const span = cell(rows, i + 1, 0) - cell(rows, i, 0);
  const u = (x - cell(rows, i, 0)) / span;
  const u2 = u * u;
  const u3 = u2 * u;
  return (
    (2 * u3 - 3 * u2 + 1) * cell(rows, i, column) +
    (u3 - 2 * u2 + u) * slope(rows, i, column) * span +
    (-2 * u3 + 3 * u2) * cell(rows, i + 1, column) +
    (u3 - u2) * slope(rows, i + 1, column) * span
  );
}

/** A planar cubic Bézier whose x grows monotonically, as a function y(x) held constant outside. */
export function bezierFunction(a: Vec2, b: Vec2, c: Vec2, d: Vec2): (x: number) => number {
  const SAMPLES = 64;
  const samples = Array.from({ length: SAMPLES + 1 }, (_, i): Vec2 => {
    const t = i / SAMPLES;
    const s = 1 - t;
    const component = (k: 0 | 1): number =>
      s * s * s * a[k] + 3 * s * s * t * b[k] + 3 * s * t * t * c[k] + t * t * t * d[k];
    return [component(0), component(1)];
  });
  return (x) => {
    if (x <= a[0]) return a[1];
    if (x >= d[0]) return d[1];
    let i = 0;
    while (at(samples, i + 1)[0] < x) i++;
    const from = at(samples, i);
    const to = at(samples, i + 1);
    return mix(from[1], to[1], (x - from[0]) / (to[0] - from[0]));
  };
}

/** Repeatable numbers in 0..1 (mulberry32), so that every build scatters alike. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
