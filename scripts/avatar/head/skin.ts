import Delaunator from 'delaunator';
import { addTriangle, addVertex, emptyGeometry, type Geometry, oriented, type Vertex } from '../geometry.ts';
import { seededRandom } from '../math/curve.ts';
import { insidePolygon } from '../math/polygon.ts';
import { marchOut } from '../math/sdf.ts';
import { at, clamp, length, smoothstep, sub, type Vec2, type Vec3 } from '../math/vector.ts';
import { type FaceShape, MORPH_NAMES, MORPHS } from './expressions.ts';
import {
  cosineSamples,
  EYE_HALF_WIDTH,
  EYE_X,
  EYE_Y,
  lowerLid,
  lowerLip,
  MOUTH_HALF_WIDTH,
  MOUTH_Y,
  upperLid,
  upperLip,
} from './features.ts';
import { direction, faceNormal, HEAD_CENTER, headSdf, onFace } from './shape.ts';
import { faceVertex, HEAD_ONLY } from './vertex.ts';
import { jawShare } from './warp.ts';

/** Planar projection of the front view, shared with the painted face texture. */
export const FACE_MAP = { left: -0.095, width: 0.19, top: 1.57, height: 0.2 } as const;
const faceUv = (x: number, y: number): Vec2 => [
  clamp((x - FACE_MAP.left) / FACE_MAP.width, 0.002, 0.998),
  clamp((FACE_MAP.top - y) / FACE_MAP.height, 0.002, 0.998),
];

interface SheetPoint {
  position: Vec3;
  azimuth: number;
  elevation: number;
  /** On the front sheet: expressions may move it. */
  isFront: boolean;
  /** Outline it lies on: 0 her left eye, 1 her right eye, 2 mouth. */
  hole: number | null;
}

function sheetPoint(position: Vec3, isFront: boolean, hole: number | null = null): SheetPoint {
  const d = sub(position, HEAD_CENTER);
  return {
    position,
    azimuth: Math.atan2(d[0], d[2]),
    elevation: Math.asin(d[1] / length(d)),
    isFront,
    hole,
  };
}

const GRID_STEP = 0.052;

/**
 * The skin of the head as one Delaunay sheet with holes for eyes and mouth. Rings of points hug the holes so
 * that the morphs bend smoothly there; the rest is a hexagonal grid of angles seen from the head's centre.
 */
export function buildFaceSkin(): Geometry {
  const holes = [eyeOutline(1), eyeOutline(-1), mouthOutline()];
  const rings = [
    ...holes.flatMap((outline, hole) => outline.map(([x, y]) => sheetPoint(onFace(x, y), true, hole))),
    ...holes.slice(0, 2).flatMap((outline, i) => eyeRings(outline, i === 0 ? 1 : -1)),
    ...mouthRings(at(holes, 2)),
  ];
  const isClear = (point: SheetPoint, radius: number): boolean =>
    rings.every(
      (ring) =>
        Math.hypot(
          (ring.azimuth - point.azimuth) * Math.cos(point.elevation),
          ring.elevation - point.elevation,
        ) >= radius,
    );
  const inHole = ([x, y]: Vec2): boolean => holes.some((outline) => insidePolygon([x, y], outline));
  const points = [
    ...rings,
    ...background().filter(
      (point) =>
        isClear(point, GRID_STEP * 0.62) &&
        !(point.position[2] > 0.03 && inHole([point.position[0], point.position[1]])),
    ),
    ...nosePatch().filter((point) => isClear(point, 0.02)),
  ];

  const geometry = emptyGeometry();
  for (const point of points) addVertex(geometry, skinVertex(point));
  const { triangles } = Delaunator.from(
    points.map((p): Vec2 => [p.azimuth * Math.cos(p.elevation * 0.75), p.elevation]),
  );
  for (let i = 0; i < triangles.length; i += 3) {
    const corners: [number, number, number] = [at(triangles, i), at(triangles, i + 1), at(triangles, i + 2)];
    if (
      !fillsHole(
        corners.map((c) => at(points, c)),
        holes,
      )
    )
      addTriangle(geometry, ...corners);
  }
  return oriented(geometry);
}

function fillsHole(corners: readonly SheetPoint[], holes: readonly Vec2[][]): boolean {
  const hole = at(corners, 0).hole;
  if (hole === null || corners.some((corner) => corner.hole !== hole)) return false;
  const mean = (axis: 0 | 1): number =>
    corners.reduce((sum, c) => sum + c.position[axis], 0) / corners.length;
  return insidePolygon([mean(0), mean(1)], at(holes, hole));
}

function outline(count: number, upper: (u: number) => Vec2, lower: (u: number) => Vec2): Vec2[] {
  const samples = cosineSamples(count);
  return [...samples.map(upper), ...samples.slice(1, -1).reverse().map(lower)];
}

function eyeOutline(side: 1 | -1): Vec2[] {
  const edge =
    (lid: (x: number) => number) =>
    (u: number): Vec2 => [side * (EYE_X + u * EYE_HALF_WIDTH), EYE_Y + lid(u * EYE_HALF_WIDTH)];
  return outline(22, edge(upperLid), edge(lowerLid));
}

function mouthOutline(): Vec2[] {
  const edge =
    (lip: (u: number) => number) =>
    (u: number): Vec2 => [u * MOUTH_HALF_WIDTH, MOUTH_Y + lip(u)];
  return outline(16, edge(upperLip), edge(lowerLip));
}

/** Factor about the centre and extra distance of each ring; outer rings keep every other point. */
const EYE_RINGS: readonly Vec2[] = [
  [1.1, 0.0004],
  [1.24, 0.001],
  [1.46, 0.0022],
  [1.75, 0.003],
];
const MOUTH_RINGS: readonly Vec2[] = [
  [1, 0.0011],
  [1.03, 0.0026],
  [1.08, 0.005],
  [1.15, 0.0085],
];

function eyeRings(edge: readonly Vec2[], side: 1 | -1): SheetPoint[] {
  const cx = side * EYE_X;
  const cy = EYE_Y + 0.001;
  return EYE_RINGS.flatMap(([factor, extra]) =>
    edge
      .filter((_, i) => factor < 1.3 || i % 2 === 0)
      .map(([x, y]) => {
        const dx = x - cx;
        const dy = y - cy;
        const grown = factor + extra / Math.hypot(dx, dy);
        return sheetPoint(onFace(cx + dx * grown, cy + dy * grown), true);
      }),
  );
}

function mouthRings(edge: readonly Vec2[]): SheetPoint[] {
  return MOUTH_RINGS.flatMap(([factor, extra]) =>
    edge
      .filter((_, i) => extra < 0.004 || i % 2 === 0)
      .map(([x, y]) => {
        const dy = y - MOUTH_Y;
        const away = Math.hypot(x / 3, dy) || 1;
        const grownX = x * factor + (x / 3 / away) * extra;
        const grownY = MOUTH_Y + dy * factor + (dy / away) * extra;
        return sheetPoint(onFace(grownX, grownY), true);
      }),
  );
}

function background(): SheetPoint[] {
  // A hair's breadth of scatter keeps Delaunay's ties from depending on rounding.
  const random = seededRandom(7);
  const points: SheetPoint[] = [];
  for (let row = 0, elevation = -1.4; elevation < 1.25; elevation += GRID_STEP * 0.87, row++) {
    const widen = 1 / Math.max(0.35, Math.cos(elevation));
    for (let a = -2.2; a < 2.2; a += GRID_STEP * (Math.abs(a) > 1 ? 2 : 1) * widen) {
      const azimuth = a + (row % 2) * GRID_STEP * 0.5 + (random() - 0.5) * 1e-3;
      const position = marchOut(headSdf, HEAD_CENTER, direction(azimuth, elevation));
      points.push(sheetPoint(position, position[2] > 0.045 && position[1] > 1.385));
    }
  }
  return points;
}

function nosePatch(): SheetPoint[] {
  const STEP = 0.0031;
  const points: SheetPoint[] = [];
  for (let row = 0; row <= 9; row++)
    for (let column = -3; column <= 3; column++)
      points.push(sheetPoint(onFace(column * STEP, 1.428 + row * STEP), true));
  return points;
}

function skinVertex({ position, isFront }: SheetPoint): Vertex {
  const [x, y, z] = position;
  const uv = faceUv(x, y);
  if (isFront) return faceVertex({ x, y, uv });
  // Behind the front sheet only the jaw moves.
  const morphs: Record<string, Vec3> = {};
  const share = jawShare(x, y) * smoothstep(0, 0.035, z);
  for (const name of MORPH_NAMES) {
    const shape: FaceShape = MORPHS[name];
    const drop = (shape.jaw ?? 0) * share;
    if (Math.abs(drop) > 2e-5) morphs[name] = [0, -drop, -0.25 * drop];
  }
  return { position, normal: faceNormal(position), uv, influences: HEAD_ONLY, morphs };
}
