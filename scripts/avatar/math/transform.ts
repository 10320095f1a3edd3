import { add, cross, dot, mix, normalize, scale, type Vec3 } from './vector.ts';

/** Unit quaternion, x y z w as in glTF. */
export type Quat = readonly [number, number, number, number];

/** Affine map by its columns: `p ↦ x·p₀ + y·p₁ + z·p₂ + t`. */
export interface Affine {
  readonly x: Vec3;
  readonly y: Vec3;
  readonly z: Vec3;
  readonly t: Vec3;
}

export const IDENTITY_QUAT: Quat = [0, 0, 0, 1];

export function axisAngle(axis: Vec3, degrees: number): Quat {
  const half = (degrees * Math.PI) / 360;
  const [x, y, z] = scale(normalize(axis), Math.sin(half));
  return [x, y, z, Math.cos(half)];
}

/** The rotation `b` followed by `a`. */
export const multiplyQuat = (a: Quat, b: Quat): Quat => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
];

export const conjugate = (q: Quat): Quat => [-q[0], -q[1], -q[2], q[3]];

/** Degrees about X, then Y, then Z of the parent (`q = qz·qy·qx`). */
export const euler = (x: number, y: number, z: number): Quat =>
  multiplyQuat(axisAngle([0, 0, 1], z), multiplyQuat(axisAngle([0, 1, 0], y), axisAngle([1, 0, 0], x)));

/** Normalised linear interpolation along the shorter way. */
export function mixQuat(a: Quat, b: Quat, t: number): Quat {
  const sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
  const q: Quat = [
    mix(a[0], sign * b[0], t),
    mix(a[1], sign * b[1], t),
    mix(a[2], sign * b[2], t),
    mix(a[3], sign * b[3], t),
  ];
  const size = Math.sqrt(q[0] ** 2 + q[1] ** 2 + q[2] ** 2 + q[3] ** 2);
  return [q[0] / size, q[1] / size, q[2] / size, q[3] / size];
}

/** Rotation that takes the unit axes to the orthonormal, right-handed `x`, `y`, `z`. */
export function basisQuat(x: Vec3, y: Vec3, z: Vec3): Quat {
  const trace = x[0] + y[1] + z[2];
  if (trace > 0) {
    const s = 2 * Math.sqrt(1 + trace);
    return [(y[2] - z[1]) / s, (z[0] - x[2]) / s, (x[1] - y[0]) / s, s / 4];
  }
  if (x[0] > y[1] && x[0] > z[2]) {
    const s = 2 * Math.sqrt(1 + x[0] - y[1] - z[2]);
    return [s / 4, (y[0] + x[1]) / s, (z[0] + x[2]) / s, (y[2] - z[1]) / s];
  }
  if (y[1] > z[2]) {
    const s = 2 * Math.sqrt(1 + y[1] - x[0] - z[2]);
    return [(y[0] + x[1]) / s, s / 4, (z[1] + y[2]) / s, (z[0] - x[2]) / s];
  }
  const s = 2 * Math.sqrt(1 + z[2] - x[0] - y[1]);
  return [(z[0] + x[2]) / s, (z[1] + y[2]) / s, s / 4, (x[1] - y[0]) / s];
}

/** Degrees that `q` turns about the X axis (swing–twist decomposition). */
export const twistX = (q: Quat): number => {
  const degrees = (2 * Math.atan2(q[0], q[3]) * 180) / Math.PI;
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
};

export function rigid(translation: Vec3, rotation: Quat): Affine {
  const [x, y, z, w] = rotation;
  return {
    x: [1 - 2 * (y * y + z * z), 2 * (x * y + z * w), 2 * (x * z - y * w)],
    y: [2 * (x * y - z * w), 1 - 2 * (x * x + z * z), 2 * (y * z + x * w)],
    z: [2 * (x * z + y * w), 2 * (y * z - x * w), 1 - 2 * (x * x + y * y)],
    t: translation,
  };
}

export const applyDirection = (m: Affine, d: Vec3): Vec3 => [
  m.x[0] * d[0] + m.y[0] * d[1] + m.z[0] * d[2],
  m.x[1] * d[0] + m.y[1] * d[1] + m.z[1] * d[2],
  m.x[2] * d[0] + m.y[2] * d[1] + m.z[2] * d[2],
];

export const applyPoint = (m: Affine, p: Vec3): Vec3 => add(applyDirection(m, p), m.t);

/** The transposed linear part: takes normals through the inverse map. */
export const applyTransposed = (m: Affine, n: Vec3): Vec3 => [dot(m.x, n), dot(m.y, n), dot(m.z, n)];

/** `b` first, then `a`. */
export const multiplyAffine = (a: Affine, b: Affine): Affine => ({
  x: applyDirection(a, b.x),
  y: applyDirection(a, b.y),
  z: applyDirection(a, b.z),
  t: applyPoint(a, b.t),
});

export function invert(m: Affine): Affine {
  const yz = cross(m.y, m.z);
  const zx = cross(m.z, m.x);
  const xy = cross(m.x, m.y);
  const s = 1 / dot(m.x, yz);
  const linear: Affine = {
    x: [yz[0] * s, zx[0] * s, xy[0] * s],
    y: [yz[1] * s, zx[1] * s, xy[1] * s],
    z: [yz[2] * s, zx[2] * s, xy[2] * s],
    t: [0, 0, 0],
  };
  return { ...linear, t: scale(applyDirection(linear, m.t), -1) };
}

/** Σ weight·map, as linear blend skinning sums bone matrices. */
export function blendAffine(parts: readonly (readonly [Affine, number])[]): Affine {
  const sum = (pick: (m: Affine) => Vec3): Vec3 =>
    parts.reduce<Vec3>((total, [m, w]) => add(total, scale(pick(m), w)), [0, 0, 0]);
  return { x: sum((m) => m.x), y: sum((m) => m.y), z: sum((m) => m.z), t: sum((m) => m.t) };
}
