import { addGrid, emptyGeometry, type Geometry, mergeGeometry, oriented } from '../geometry.ts';
import { onScalp, SKULL_CENTER } from '../head/shape.ts';
import { HEAD_ONLY } from '../head/vertex.ts';
import { catmullRom, seededRandom } from '../math/curve.ts';
import { mix, normalize, smoothstep, sub, type Vec3 } from '../math/vector.ts';
import { buildHairLock } from './lock.ts';
import { buildHairSheet } from './sheet.ts';

/** Vertex counts: `full` for the main model, `lite` for weak machines. Even columns give strands a middle, their tip. */
export type HairDetail = 'full' | 'lite';

const DETAIL = {
  full: { columns: 6, rows: 18, lockPieces: 16, lockCorners: 6, cap: 40 },
  lite: { columns: 4, rows: 11, lockPieces: 10, lockCorners: 4, cap: 28 },
} as const;

const RADIANS = Math.PI / 180;
/** The parting, degrees to her left. */
const PARTING = 16;
/** Edge of the bob beside the face, degrees. */
const BOB_EDGE = 60;
const BOB_TIP_Y = 1.374;

/** A chin-length bob with a side-swept fringe, in head space. */
export function buildHair(detail: HairDetail): Geometry {
  const random = seededRandom(11);
  const { columns, rows } = DETAIL[detail];
  const bob = buildHairSheet({
    guide: guideOf(bobGuide),
    strands: unevenStrands(15, random),
    relief: [0.0012, 0.0052],
    notch: 0.05,
    thickness: 0.008,
    columns,
    rows: rows + 4,
    texture: [0, 1],
  });
  const fringeLeft = buildHairSheet({
    guide: guideOf((across) => fringeGuide(mix(-60, PARTING + 1, across), -8)),
    strands: unevenStrands(7, random),
    relief: [0.001, 0.0046],
    notch: 0.24,
    thickness: 0.006,
    columns,
    rows,
    texture: [0.08, 0.4],
  });
  const fringeRight = buildHairSheet({
    guide: guideOf((across) => fringeGuide(mix(PARTING - 1, 59, across), 7)),
    strands: unevenStrands(4, random),
    relief: [0.001, 0.0046],
    notch: 0.24,
    thickness: 0.006,
    columns,
    rows,
    texture: [0.55, 0.3],
  });
  return oriented(
    mergeGeometry(buildCap(detail), bob, fringeLeft, fringeRight, ...sideLocks(detail, random)),
  );
}

/** `count` strands of slightly different widths over 0..1. */
function unevenStrands(count: number, random: () => number): number[] {
  return Array.from({ length: count + 1 }, (_, i) =>
    i === 0 || i === count ? i / count : (i + (random() - 0.5) * 0.5) / count,
  );
}

/** Turns control points per position across into a guide, computing each curve's points once. */
function guideOf(pointsAt: (across: number) => Vec3[]): (across: number, down: number) => Vec3 {
  const known = new Map<number, Vec3[]>();
  return (acrossSheet, down) => {
    let points = known.get(acrossSheet);
    if (!points) {
      points = pointsAt(acrossSheet);
      known.set(acrossSheet, points);
    }
    return catmullRom(points, down);
  };
}

/** Control points of the bob: over the skull, then hanging and curling in under the jaw. */
function bobGuide(acrossSheet: number): Vec3[] {
  const azimuth = mix(BOB_EDGE, 360 - BOB_EDGE, acrossSheet);
  const signed = azimuth > 180 ? azimuth - 360 : azimuth;
  const angle = signed * RADIANS;
  const back = smoothstep(60, 170, Math.abs(signed));
  const hang = (y: number, radius: number): Vec3 => [
    Math.sin(angle) * radius * 0.93,
    y,
    SKULL_CENTER[2] + Math.cos(angle) * radius * mix(0.84, 1.02, back),
  ];
  const tip = BOB_TIP_Y - 0.012 * back;
  return [
    onScalp(signed * 0.82, 80, 0.014),
    onScalp(signed, 54, 0.0175),
    onScalp(signed, 24, 0.0185),
    onScalp(signed, -2, 0.0175),
    hang(1.45, 0.1035),
    hang(mix(1.45, tip, 0.42), 0.1045),
    hang(mix(1.45, tip, 0.78), 0.1),
    hang(tip, mix(0.085, 0.09, back)),
  ];
}

/** Control points of one fringe curve over `azimuth`, swept `sweepDeg` aside at its tip above the brow. */
function fringeGuide(azimuth: number, sweepDeg: number): Vec3[] {
  const fromParting = azimuth - PARTING;
  const aside = smoothstep(0, 62, Math.abs(azimuth));
  const nearParting = 1 - smoothstep(0, 22, Math.abs(fromParting));
  const sweep = sweepDeg * (1 - 0.35 * nearParting);
  const tipElevation = mix(-5, -10, aside) + 9 * nearParting;
  return [
    onScalp(PARTING + fromParting * 0.3, 80, 0.0145),
    onScalp(PARTING + fromParting * 0.66, 60, 0.0215),
    onScalp(azimuth, 40, 0.0225),
    onScalp(azimuth + sweep * 0.35, mix(40, tipElevation, 0.55), 0.0185),
    // The outer ends tuck in under the locks beside the face.
    onScalp(azimuth + sweep, tipElevation, mix(0.0105, 0.003, smoothstep(46, 60, Math.abs(azimuth)))),
  ];
}

interface SideLock {
  azimuth: number;
  tipY: number;
  width: number;
  forward: number;
}
const SIDE_LOCKS: readonly SideLock[] = [
  { azimuth: 64, tipY: 1.368, width: 0.03, forward: 0.001 },
  { azimuth: 76, tipY: 1.362, width: 0.036, forward: -0.004 },
  { azimuth: 55, tipY: 1.392, width: 0.016, forward: 0.004 },
];

/** Locks that frame the face and hide the bob's front edge. */
function sideLocks(detail: HairDetail, random: () => number): Geometry[] {
  const { lockPieces, lockCorners } = DETAIL[detail];
  return ([1, -1] as const).flatMap((side) =>
    SIDE_LOCKS.map(({ azimuth, tipY, width, forward }) => {
      const degrees = side * azimuth;
      const angle = degrees * RADIANS;
      const hang = (y: number, radius: number): Vec3 => [
        Math.sin(angle) * radius * 0.98,
        y,
        -0.008 + forward + Math.cos(angle) * radius,
      ];
      return buildHairLock({
        points: [
          onScalp(degrees * 0.5 + side * 6, 68, 0.0135),
          onScalp(degrees * 0.9, 42, 0.0185),
          onScalp(degrees, 16, 0.0175),
          onScalp(degrees, -7, 0.015),
          hang(1.445, 0.0925),
          hang(mix(1.445, tipY, 0.45), 0.0915),
          hang(mix(1.445, tipY, 0.8), 0.086),
          hang(tipY, 0.077),
        ],
        width,
        thickness: 0.012,
        taperFrom: 0.55,
        pieces: lockPieces,
        corners: lockCorners,
        textureOffset: random() * 0.5,
      });
    }),
  );
}

/** Elevation of the hairline, degrees. */
function hairline(azimuthDeg: number): number {
  const a = Math.abs(azimuthDeg);
  if (a < 50) return mix(37, 26, smoothstep(0, 50, a));
  if (a < 95) return mix(26, -14, smoothstep(50, 95, a));
  return mix(-14, -52, smoothstep(95, 150, a));
}

/** A close cap under everything: no scalp shows between strands. */
function buildCap(detail: HairDetail): Geometry {
  const columns = DETAIL[detail].cap;
  const rows = Math.round(columns / 4);
  const geometry = emptyGeometry();
  addGrid(geometry, rows, columns, (row, column) => {
    const azimuth = -180 + (360 * column) / columns;
    const t = row / rows;
    const elevation = mix(90, hairline(azimuth), t);
    const crown = 0.005 * smoothstep(52, 82, elevation);
    const position = onScalp(azimuth, elevation, 0.009 * (1 - 0.7 * smoothstep(0.75, 1, t)) + crown);
    return {
      position,
      normal: normalize(sub(position, SKULL_CENTER)),
      uv: [0.1 + 0.3 * (1 + Math.sin(azimuth * 0.09)), mix(0.02, 0.62, t)],
      influences: HEAD_ONLY,
    };
  });
  return geometry;
}
