import { type Geometry, type Influence, mergeGeometry } from '../geometry.ts';
import { ellipsoid, roundedBox, type Sdf, smoothMin, smoothUnion, taperedCapsule } from '../math/sdf.ts';
import { add, along, at, mirrorX, smoothstep, sub, type Vec3 } from '../math/vector.ts';
import {
  boneIndex,
  bonePosition,
  FINGERS,
  type Finger,
  fingerDirection,
  fingerLength,
  SIDES,
  type Side,
  segmentsOf,
  sign,
} from '../skeleton.ts';
import { blendInfluences, chainInfluences } from '../skinning.ts';
import { band, meshSolid } from './cloth.ts';

const FINGER_RADIUS: Readonly<Record<Finger, number>> = {
  Index: 0.0083,
  Middle: 0.0086,
  Ring: 0.0082,
  Little: 0.0071,
  Thumb: 0.0105,
};

interface FingerShape {
  finger: Finger;
  shape: Sdf;
  /** Joints of the three segments, relative to the left wrist. */
  joints: readonly Vec3[];
  direction: Vec3;
}

/** The palm relative to the left wrist; fingers point to +X, the palm faces down. */
const palm = smoothUnion(
  0.012,
  roundedBox([0.05, -0.001, 0.001], [0.032, 0.0105, 0.0345], 0.0105),
  taperedCapsule([-0.012, 0, 0], [0.02, 0, 0], 0.0215, 0.02),
  ellipsoid([0.03, -0.006, 0.022], [0.026, 0.011, 0.014]),
);

function fingerShape(finger: Finger): FingerShape {
  const wrist = bonePosition('leftHand');
  const direction = fingerDirection(finger);
  const radius = FINGER_RADIUS[finger];
  const joints = segmentsOf(finger).map((segment) => sub(bonePosition(`left${finger}${segment}`), wrist));
  const segments = ([0, 1, 2] as const).map((i) => {
    const from = at(joints, i);
    const reach = fingerLength(finger, i) - (i === 2 ? radius * 0.7 : 0);
    return taperedCapsule(
      from,
      along(from, direction, reach),
      radius * (1 - 0.1 * i),
      radius * (0.9 - 0.1 * i),
    );
  });
  const [proximal, middle, tip] = [at(segments, 0), at(segments, 1), at(segments, 2)];
  return { finger, shape: smoothUnion(0.004, proximal, middle, tip), joints, direction };
}

/** Hands and the shirt cuffs at the wrists, modelled in the T-pose. */
export function buildHands(): Geometry {
  const fingers = FINGERS.map(fingerShape);
  const onLeft: Sdf = (p) => smoothMin(palm(p), Math.min(...fingers.map(({ shape }) => shape(p))), 0.009);
  return mergeGeometry(...SIDES.flatMap((side) => [buildHand(side, onLeft, fingers), buildCuff(side)]));
}

/** From the wrist's own space (as on the left) to the T-pose of a side, and back. */
const placed = (side: Side, p: Vec3): Vec3 =>
  add(bonePosition(`${side}Hand`), side === 'left' ? p : mirrorX(p));
const fromWrist = (side: Side, p: Vec3): Vec3 => {
  const local = sub(p, bonePosition(`${side}Hand`));
  return side === 'left' ? local : mirrorX(local);
};

function buildHand(side: Side, onLeft: Sdf, fingers: readonly FingerShape[]): Geometry {
  const shape: Sdf = (p) => onLeft(fromWrist(side, p));
  const corners = [placed(side, [-0.03, -0.04, -0.05]), placed(side, [0.2, 0.03, 0.1])] as const;
  const low: Vec3 = [Math.min(corners[0][0], corners[1][0]), corners[0][1], corners[0][2]];
  const high: Vec3 = [Math.max(corners[0][0], corners[1][0]), corners[1][1], corners[1][2]];
  return meshSolid({
    shape,
    low,
    high,
    cell: 0.0042,
    color: 'skin',
    weigh: (p) => handInfluences(side, fromWrist(side, p), fingers),
    occluders: shape,
    reach: 0.02,
  });
}

/** The nearest finger's own chain, blended into the forearm over the wrist. */
function handInfluences(side: Side, local: Vec3, fingers: readonly FingerShape[]): Influence[] {
  let nearest = at(fingers, 0);
  let best = Number.POSITIVE_INFINITY;
  for (const candidate of fingers) {
    const d = candidate.shape(local);
    if (d >= best) continue;
    best = d;
    nearest = candidate;
  }
  const { finger, joints, direction } = nearest;
  const widths = [finger === 'Thumb' ? 0.012 : 0.01, 0.006, 0.005];
  const chain = [
    { bone: `${side}Hand`, joint: [0, 0, 0] as const, direction, width: 0 },
    ...segmentsOf(finger).map((segment, i) => ({
      bone: `${side}${finger}${segment}`,
      joint: at(joints, i),
      direction,
      width: at(widths, i),
    })),
  ];
  return blendInfluences(
    [[boneIndex(`${side}ForearmTwist`), 1]],
    chainInfluences(local, chain),
    smoothstep(-0.01, 0.02, local[0]),
  );
}

function buildCuff(side: Side): Geometry {
  const around = (angle: number, t: number): Vec3 =>
    placed(side, [
      -0.03 + 0.018 * t,
      Math.sin(angle) * (0.0285 - 0.002 * t),
      Math.cos(angle) * (0.0305 - 0.002 * t),
    ]);
  return band(
    18,
    2,
    around,
    (angle) => [0.08 * sign(side), Math.sin(angle), Math.cos(angle)],
    'white',
    () => [
      [boneIndex(`${side}ForearmTwist`), 0.75],
      [boneIndex(`${side}Hand`), 0.25],
    ],
  );
}
