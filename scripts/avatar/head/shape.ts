import {
  ellipsoid,
  gradient,
  marchIn,
  marchOut,
  mirrored,
  type Sdf,
  smoothMin,
  sphere,
  taperedCapsule,
} from '../math/sdf.ts';
import { along, smoothstep, type Vec3 } from '../math/vector.ts';

/** Inner point that sees the whole head: the head is star-shaped from here. */
export const HEAD_CENTER: Vec3 = [0, 1.46, 0];
/** Centre that hair is combed around. */
export const SKULL_CENTER: Vec3 = [0, 1.495, -0.014];

const cranium = ellipsoid(SKULL_CENTER, [0.0765, 0.089, 0.096]);
const face = ellipsoid([0, 1.455, 0.026], [0.06, 0.074, 0.0615]);
const jaw = mirrored(taperedCapsule([0.025, 1.418, 0.026], [0, 1.3885, 0.0625], 0.025, 0.0118));
const cheek = mirrored(ellipsoid([0.03, 1.4335, 0.046], [0.0245, 0.023, 0.0275]));
const muzzle = ellipsoid([0, 1.4075, 0.06], [0.027, 0.0215, 0.0215]);
const noseBridge = taperedCapsule([0, 1.452, 0.0825], [0, 1.436, 0.0912], 0.0045, 0.004);
const noseTip = sphere([0, 1.434, 0.087], 0.0055);
const SOCKET_DEPTH = 0.0035;

/** The head in head space, without ears, lids, lips and hair. */
export const headSdf: Sdf = (p) => {
  let d = smoothMin(cranium(p), face(p), 0.03);
  d = smoothMin(d, jaw(p), 0.035);
  d = smoothMin(d, cheek(p), 0.03);
  d = smoothMin(d, muzzle(p), 0.022);
  d = smoothMin(d, Math.min(noseBridge(p), noseTip(p)), 0.011);
  const toSocket = Math.hypot(Math.abs(p[0]) - 0.031, (p[1] - 1.466) * 1.1, p[2] - 0.095);
  return d + SOCKET_DEPTH * (1 - smoothstep(0, 0.028, toSocket));
};

const calmHead: Sdf = (p) => {
  let d = smoothMin(cranium(p), face(p), 0.03);
  d = smoothMin(d, jaw(p), 0.04);
  d = smoothMin(d, cheek(p), 0.035);
  return smoothMin(d, muzzle(p), 0.03);
};

/** Shading normal of the face: from a head without nose and sockets, so that toon shading stays flat. */
export const faceNormal = (p: Vec3): Vec3 => gradient(calmHead, p, 4e-3);

/** The front view point (x, y) on the face, raised by `height` along the surface normal. */
export function onFace(x: number, y: number, height = 0): Vec3 {
  const p = marchIn(headSdf, [x, y, 0.14], [0, 0, -1], 0.2) ?? [x, y, 0];
  return height === 0 ? p : along(p, gradient(headSdf, p), height);
}

/** Unit vector at `azimuth` (0 front, + her left) and `elevation`, in radians. */
export const direction = (azimuth: number, elevation: number): Vec3 => [
  Math.sin(azimuth) * Math.cos(elevation),
  Math.sin(elevation),
  Math.cos(azimuth) * Math.cos(elevation),
];

/** The scalp point seen from the skull's centre at the given degrees, raised by `height`. */
export function onScalp(azimuthDeg: number, elevationDeg: number, height: number): Vec3 {
  const d = direction((azimuthDeg * Math.PI) / 180, (elevationDeg * Math.PI) / 180);
  return along(marchOut(headSdf, SKULL_CENTER, d), d, height);
}
