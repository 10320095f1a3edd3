import { type Geometry, type Influence, mergeGeometry } from '../geometry.ts';
import { disc, mirrorPolygon, ribbon } from '../math/polygon.ts';
import { ellipsoid, type Sdf, smoothMin } from '../math/sdf.ts';
import { mix, smoothstep, type Vec2, type Vec3 } from '../math/vector.ts';
import { bonePosition } from '../skeleton.ts';
import { chainInfluences } from '../skinning.ts';
import { band, drape, type Patch } from './cloth.ts';
import { trunk, trunkInfluences } from './torso.ts';

/** Outlines are drawn on her left (+X) in the front view. */
const SHIRT: readonly Vec2[] = [
  [-0.043, 1.309],
  [0.043, 1.309],
  [0.03, 1.225],
  [0, 1.115],
  [-0.03, 1.225],
];
const LAPEL: readonly Vec2[] = [
  [0.045, 1.313],
  [0.062, 1.298],
  [0.08, 1.262],
  [0.066, 1.25],
  [0.08, 1.238],
  [0.052, 1.165],
  [0.006, 1.105],
  [-0.003, 1.108],
  [0.02, 1.19],
  [0.034, 1.255],
];
const LAPEL_PIPING: readonly (readonly Vec2[])[] = [
  [
    [0.0795, 1.237],
    [0.0515, 1.1655],
    [0.0055, 1.1065],
  ],
  [
    [0.062, 1.2975],
    [0.0795, 1.262],
  ],
];
const CLOSING_SEAM: readonly Vec2[] = [
  [-0.002, 1.11],
  [0.0006, 1.11],
  [0.012, 0.9],
  [0.03, 0.832],
  [0.027, 0.832],
  [0.0095, 0.9],
];
const BREAST_POCKET: readonly Vec2[] = [
  [0.06, 1.192],
  [0.102, 1.196],
  [0.102, 1.184],
  [0.06, 1.18],
];
const HIP_POCKET: readonly Vec2[] = [
  [0.058, 0.925],
  [0.108, 0.931],
  [0.108, 0.915],
  [0.058, 0.909],
];
const box = (left: number, bottom: number, right: number, top: number): Vec2[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const BUTTON_HEIGHTS = [1.075, 1.005];

const both = (patch: Patch): Patch[] => [patch, { ...patch, outline: mirrorPolygon(patch.outline) }];

/** What is sewn on the jacket, in the order of layers. */
const TRIM: readonly Patch[] = [
  { outline: SHIRT, gap: 0.0012, thickness: 0.001, spacing: 0.01, color: 'white' },
  // Her left lapel lies over her right one, so it is a touch higher.
  { outline: LAPEL, gap: 0.0016, thickness: 0.0042, spacing: 0.009, color: 'jacketDark' },
  { outline: mirrorPolygon(LAPEL), gap: 0.0012, thickness: 0.0036, spacing: 0.009, color: 'jacketDark' },
  ...LAPEL_PIPING.flatMap((line) =>
    both({ outline: ribbon(line, 0.0011), gap: 0.0048, thickness: 0.0008, spacing: 0.01, color: 'teal' }),
  ),
  { outline: CLOSING_SEAM, gap: 0.0004, thickness: 0.0009, spacing: 0.012, color: 'ink' },
  ...BUTTON_HEIGHTS.map(
    (y): Patch => ({
      outline: disc(-0.014, y, 0.0085),
      gap: 0.001,
      thickness: 0.0035,
      spacing: 0.008,
      color: 'gold',
    }),
  ),
  { outline: BREAST_POCKET, gap: 0.0008, thickness: 0.003, spacing: 0.009, color: 'jacketDark' },
  ...both({ outline: HIP_POCKET, gap: 0.0008, thickness: 0.003, spacing: 0.01, color: 'jacketDark' }),
  // Name badge with a teal stripe, and the hall's pin.
  {
    outline: box(-0.105, 1.178, -0.06, 1.196),
    gap: 0.0022,
    thickness: 0.003,
    spacing: 0.008,
    color: 'white',
  },
  {
    outline: box(-0.102, 1.1865, -0.063, 1.1905),
    gap: 0.0056,
    thickness: 0.0006,
    spacing: 0.008,
    color: 'teal',
  },
  { outline: disc(0.0595, 1.268, 0.0052), gap: 0.0062, thickness: 0.0022, spacing: 0.006, color: 'gold' },
];

const UP: Vec3 = [0, 1, 0];
export const collarInfluences = (p: Vec3): Influence[] =>
  chainInfluences(p, [
    { bone: 'upperChest', joint: [0, 0, 0], direction: UP, width: 0 },
    { bone: 'neck', joint: bonePosition('neck'), direction: UP, width: 0.05 },
  ]);

const SCARF_TAILS: readonly Patch[] = [
  {
    outline: [
      [0.012, 1.297],
      [0.004, 1.297],
      [-0.018, 1.244],
      [-0.003, 1.226],
      [0.014, 1.242],
    ],
    gap: 0.001,
    thickness: 0.0035,
    spacing: 0.006,
    color: 'tealDark',
  },
  {
    outline: [
      [0.01, 1.299],
      [0.026, 1.299],
      [0.054, 1.242],
      [0.045, 1.22],
      [0.02, 1.234],
    ],
    gap: 0.003,
    thickness: 0.004,
    spacing: 0.006,
    color: 'teal',
  },
];

/** Tails hang clear of the shirt, from under the knot. */
const overShirt: Sdf = (p) =>
  smoothMin(trunk(p) - 0.006, ellipsoid([0.012, 1.281, 0.03], [0.03, 0.035, 0.035])(p), 0.03);

/** Shirt, lapels, collar, badge and scarf tails: thin pieces that must not be decimated. */
export function buildTrim(): Geometry {
  return mergeGeometry(
    ...TRIM.map((patch) => drape(trunk, patch, trunkInfluences)),
    buildCollar(),
    ...SCARF_TAILS.map((patch) => drape(overShirt, patch, collarInfluences)),
  );
}

/** The jacket's collar round the back of the neck. */
function buildCollar(): Geometry {
  const around = (angle: number, t: number): Vec3 => {
    const c = Math.cos(angle);
    const front = smoothstep(-0.2, 0.9, c);
    const radius = mix(0.06, 0.082, t);
    const y = mix(1.332, 1.292, t) - 0.034 * front * (1 - t) - 0.01 * front;
    return [Math.sin(angle) * radius, y, -0.026 + c * radius * (0.92 - 0.2 * front)];
  };
  return band(
    40,
    4,
    around,
    (angle) => [Math.sin(angle), 0.55, Math.cos(angle)],
    'jacketDark',
    trunkInfluences,
  );
}
