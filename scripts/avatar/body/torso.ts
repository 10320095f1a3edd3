import type { Influence } from '../geometry.ts';
import { lookUp } from '../math/curve.ts';
import {
  ellipse,
  ellipsoid,
  mirrored,
  type Sdf,
  smoothMax,
  smoothMin,
  smoothUnion,
  taperedCapsule,
} from '../math/sdf.ts';
import { add, dot, mirrorX, mix3, normalize, smoothstep, sub, type Vec3 } from '../math/vector.ts';
import { bonePosition, type Side, sign } from '../skeleton.ts';
import { blendInfluences, type ChainLink, chainInfluences, modelPosition } from '../skinning.ts';

/** Half widths of a body of elliptic cross-sections: height, x, z, centre z. */
export type Loft = readonly (readonly [y: number, rx: number, rz: number, cz: number])[];

/** Distance to a loft between two heights, its ends rounded over `rounding`. */
export const loft =
  (rows: Loft, from: number, to: number, rounding: number): Sdf =>
  ([x, y, z]) => {
    const side = ellipse(x, z - lookUp(rows, y, 3), lookUp(rows, y, 1), lookUp(rows, y, 2));
    return smoothMax(side, Math.max(from - y, y - to), rounding);
  };

const TRUNK: Loft = [
  [0.76, 0.16, 0.116, -0.002],
  [0.8, 0.157, 0.114, -0.002],
  [0.86, 0.149, 0.107, 0],
  [0.95, 0.125, 0.096, 0.002],
  [1.02, 0.109, 0.088, 0.002],
  [1.08, 0.113, 0.092, 0],
  [1.16, 0.126, 0.1, -0.004],
  [1.22, 0.131, 0.096, -0.012],
  [1.262, 0.116, 0.079, -0.018],
  [1.29, 0.082, 0.061, -0.022],
  [1.314, 0.054, 0.051, -0.024],
];
const SKIRT: Loft = [
  [0.46, 0.146, 0.118, 0.004],
  [0.6, 0.157, 0.125, 0.002],
  [0.72, 0.161, 0.119, 0],
  [0.82, 0.151, 0.107, 0],
  [0.9, 0.126, 0.089, 0],
];

const SHOULDER = modelPosition('leftUpperArm');
const ELBOW = modelPosition('leftLowerArm');
const WRIST = modelPosition('leftHand');
const SLEEVE_TOP: Vec3 = add(SHOULDER, [-0.01, -0.011, 0]);
const UPPER_DIRECTION = normalize(sub(ELBOW, SHOULDER));
const LOWER_DIRECTION = normalize(sub(WRIST, ELBOW));

const trunkLoft = loft(TRUNK, 0.775, 1.321, 0.012);
const bust = mirrored(ellipsoid([0.058, 1.172, 0.062], [0.056, 0.05, 0.044]));
/** From the neck down to the shoulder: its slope is what keeps the silhouette soft. */
const trapezius = mirrored(
  taperedCapsule([0.03, 1.29, -0.026], add(SLEEVE_TOP, [0.002, 0.008, 0]), 0.03, 0.0305),
);

/** Jacket without sleeves, in the modelling pose. */
export const trunk: Sdf = (p) => smoothMin(smoothMin(trunkLoft(p), bust(p), 0.045), trapezius(p), 0.03);

/** Both sleeves. A seam of 6 mm at the elbow: wider smooth minima swell there. */
export const sleeves: Sdf = mirrored(
  smoothUnion(
    0.006,
    taperedCapsule(SLEEVE_TOP, ELBOW, 0.0415, 0.0365),
    taperedCapsule(ELBOW, mix3(ELBOW, WRIST, 1.02), 0.0365, 0.0325),
  ),
);

export const jacket: Sdf = (p) =>
  smoothMin(trunk(p), sleeves(p), 0.004 + 0.045 * smoothstep(1.12, 1.22, p[1]));

export const skirt: Sdf = loft(SKIRT, 0.485, 0.88, 0.006);

export const isSleeve = (p: Vec3): boolean => sleeves(p) < trunk(p);

/** Metres past the sleeve's hem (positive beyond it), and the direction of the forearm there. */
export function pastSleeveHem(p: Vec3): { past: number; normal: Vec3 } {
  const isLeft = p[0] >= 0;
  const onLeft: Vec3 = isLeft ? p : mirrorX(p);
  const past = dot(sub(onLeft, mix3(ELBOW, WRIST, 0.92)), LOWER_DIRECTION);
  return { past, normal: isLeft ? LOWER_DIRECTION : mirrorX(LOWER_DIRECTION) };
}

const UP: Vec3 = [0, 1, 0];
const spineLink = (bone: string, width: number): ChainLink => ({
  bone,
  joint: bonePosition(bone),
  direction: UP,
  width,
});
const SPINE: readonly ChainLink[] = [
  spineLink('hips', 0),
  spineLink('spine', 0.055),
  spineLink('chest', 0.055),
  spineLink('upperChest', 0.055),
  spineLink('neck', 0.03),
];
export const trunkInfluences = (p: Vec3): Influence[] => chainInfluences(p, SPINE);

function armChain(side: Side): ChainLink[] {
  const s = sign(side);
  const place = (p: Vec3): Vec3 => (s > 0 ? p : mirrorX(p));
  const upper = place(UPPER_DIRECTION);
  const lower = place(LOWER_DIRECTION);
  return [
    { bone: `${side}Shoulder`, joint: [0, 0, 0], direction: upper, width: 0 },
    {
      bone: `${side}UpperArm`,
      joint: place(SHOULDER),
      direction: normalize(add(upper, [0.9 * s, 0, 0])),
      width: 0.05,
    },
    { bone: `${side}LowerArm`, joint: place(ELBOW), direction: normalize(add(upper, lower)), width: 0.032 },
    { bone: `${side}ForearmTwist`, joint: place(mix3(ELBOW, WRIST, 0.5)), direction: lower, width: 0.075 },
  ];
}
const ARMS = { left: armChain('left'), right: armChain('right') } as const;

/** Membership of trunk or sleeve follows from which of the two surfaces is nearer. */
export function jacketInfluences(p: Vec3): Influence[] {
  const arm = chainInfluences(p, p[0] >= 0 ? ARMS.left : ARMS.right);
  return blendInfluences(trunkInfluences(p), arm, smoothstep(-0.03, 0.03, trunk(p) - sleeves(p)));
}
