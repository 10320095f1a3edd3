import { add, along, clamp, dot, length, mix, normalize, scale, sub, type Vec3 } from './vector.ts';

/** Signed distance field: metres to the surface, negative inside. Only approximate away from it. */
export type Sdf = (p: Vec3) => number;

/** Minimum with a rounded seam of width `k` (cubic polynomial smooth minimum, Inigo Quilez). */
export function smoothMin(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - (h * h * h * k) / 6;
}

export const smoothMax = (a: number, b: number, k: number): number => -smoothMin(-a, -b, k);

/** First-order distance to `(|q/r| = 1)`, exact on the surface. */
function ellipticDistance(k0: number, k1: number, radius: number): number {
  return k1 < 1e-9 ? -radius : (k0 * (k0 - 1)) / k1;
}

export const ellipsoid =
  (center: Vec3, r: Vec3): Sdf =>
  (p) => {
    const q = sub(p, center);
    const k0 = length([q[0] / r[0], q[1] / r[1], q[2] / r[2]]);
    const k1 = length([q[0] / (r[0] * r[0]), q[1] / (r[1] * r[1]), q[2] / (r[2] * r[2])]);
    return ellipticDistance(k0, k1, Math.min(r[0], r[1], r[2]));
  };

/** Signed distance in the XZ plane to an ellipse with half axes `rx`, `rz`. */
export function ellipse(x: number, z: number, rx: number, rz: number): number {
  const k0 = Math.hypot(x / rx, z / rz);
  const k1 = Math.hypot(x / (rx * rx), z / (rz * rz));
  return ellipticDistance(k0, k1, Math.min(rx, rz));
}

export const sphere =
  (center: Vec3, radius: number): Sdf =>
  (p) =>
    length(sub(p, center)) - radius;

/** Capsule from `a` to `b` whose radius goes from `ra` to `rb`. */
export function taperedCapsule(a: Vec3, b: Vec3, ra: number, rb: number): Sdf {
  const axis = sub(b, a);
  const squared = dot(axis, axis);
  return (p) => {
    const t = clamp(dot(sub(p, a), axis) / squared);
    return length(sub(p, along(a, axis, t))) - mix(ra, rb, t);
  };
}

export const roundedBox =
  (center: Vec3, half: Vec3, radius: number): Sdf =>
  (p) => {
    const x = Math.abs(p[0] - center[0]) - half[0] + radius;
    const y = Math.abs(p[1] - center[1]) - half[1] + radius;
    const z = Math.abs(p[2] - center[2]) - half[2] + radius;
    const outside = length([Math.max(x, 0), Math.max(y, 0), Math.max(z, 0)]);
    return outside + Math.min(Math.max(x, y, z), 0) - radius;
  };

export const smoothUnion =
  (k: number, first: Sdf, ...rest: Sdf[]): Sdf =>
  (p) =>
    rest.reduce((d, f) => smoothMin(d, f(p), k), first(p));

export const union =
  (...parts: Sdf[]): Sdf =>
  (p) =>
    parts.reduce((d, f) => Math.min(d, f(p)), Number.POSITIVE_INFINITY);

/** The half at +X, seen on both sides. */
export const mirrored =
  (f: Sdf): Sdf =>
  (p) =>
    f([Math.abs(p[0]), p[1], p[2]]);

/** Outward unit normal by central differences over `2·step`. */
export function gradient(f: Sdf, p: Vec3, step = 5e-4): Vec3 {
  const [x, y, z] = p;
  return normalize([
    f([x + step, y, z]) - f([x - step, y, z]),
    f([x, y + step, z]) - f([x, y - step, z]),
    f([x, y, z + step]) - f([x, y, z - step]),
  ]);
}

function bisect(isInside: (t: number) => boolean, outside: number, inside: number): number {
  let out = outside;
  let within = inside;
  for (let i = 0; i < 26; i++) {
    const middle = (out + within) / 2;
    if (isInside(middle)) within = middle;
    else out = middle;
  }
  return (out + within) / 2;
}

/** First entry into the solid from an outside point; null when the ray misses within `reach`. */
export function marchIn(f: Sdf, from: Vec3, direction: Vec3, reach: number, step = 0.002): Vec3 | null {
  let previous = 0;
  for (let t = 0; t < reach; ) {
    const d = f(along(from, direction, t));
    if (d < 0)
      return along(
        from,
        direction,
        bisect((s) => f(along(from, direction, s)) < 0, previous, t),
      );
    previous = t;
    t += Math.max(step, d * 0.5);
  }
  return null;
}

/** Exit of a star-shaped solid, seen from the inside point `from`. */
export function marchOut(f: Sdf, from: Vec3, direction: Vec3, reach = 0.3): Vec3 {
  return along(
    from,
    direction,
    bisect((t) => f(along(from, direction, t)) < 0, reach, 0),
  );
}

/** Ambient occlusion from five samples along the normal: 0 hidden, 1 open. */
export function ambientOcclusion(f: Sdf, p: Vec3, normal: Vec3, reach: number): number {
  let hidden = 0;
  let total = 0;
  for (let i = 1; i <= 5; i++) {
    const s = (reach * i) / 5;
    hidden += clamp((s - f(add(p, scale(normal, s)))) / s) / i;
    total += 1 / i;
  }
  return clamp(1 - (hidden / total) * 1.2);
}
