import { axisAngle, basisQuat, conjugate, multiplyQuat, type Quat, twistX } from '../math/transform.ts';
import {
  across,
  along,
  clamp,
  cross,
  distance,
  dot,
  normalize,
  scale,
  sub,
  type Vec3,
} from '../math/vector.ts';
import { bonePosition, LONG_FINGERS, type Pose, type Side, segmentsOf, sign } from '../skeleton.ts';

/** Where a hand is, in the space of the upright body (metres), seen as for her left; the right is mirrored. */
export interface HandTarget {
  wrist: Vec3;
  /** Where the fingers point and where the palm faces. Need not be exactly perpendicular. */
  fingers: Vec3;
  palm: Vec3;
  /** Where the elbow tends to. */
  elbow?: Vec3;
}

const ELBOW_DOWN_AND_BACK: Vec3 = [0.45, -1, -0.5];
/** Share of the hand's turn that the whole forearm makes; the twist bone and the wrist make the rest. */
const FOREARM_SHARE = 0.4;

/** Two-bone inverse kinematics: local rotations of upper arm, lower arm and hand. */
export function armPose(side: Side, target: HandTarget): Pose {
  const s = sign(side);
  const mirror = (v: Vec3): Vec3 => [s * v[0], v[1], v[2]];
  const shoulder = bonePosition(`${side}UpperArm`);
  const elbowAtRest = bonePosition(`${side}LowerArm`);
  const upperLength = distance(shoulder, elbowAtRest);
  const lowerLength = distance(elbowAtRest, bonePosition(`${side}Hand`));

  const toWrist = sub(mirror(target.wrist), shoulder);
  const reach = clamp(distance(toWrist, [0, 0, 0]), 0.08, upperLength + lowerLength - 0.002);
  const ray = normalize(toWrist);
  const pole = across(mirror(target.elbow ?? ELBOW_DOWN_AND_BACK), ray);
  // Law of cosines: the elbow's distance along the ray and away from it.
  const onRay = (upperLength ** 2 - lowerLength ** 2 + reach ** 2) / (2 * reach);
  const offRay = Math.sqrt(Math.max(0, upperLength ** 2 - onRay ** 2));
  const elbow = along(along(shoulder, ray, onRay), pole, offRay);
  const wrist = along(shoulder, ray, reach);

  const upper = normalize(sub(elbow, shoulder));
  const lower = normalize(sub(wrist, elbow));
  // The elbow is a hinge about the arm's own Y axis: Z lies in the plane of the bend.
  const bendZ = across(lower, upper);
  const boneX = scale(upper, s);
  const upperRotation = basisQuat(boneX, cross(bendZ, boneX), bendZ);
  const bend = (Math.acos(clamp(dot(upper, lower), -1, 1)) * 180) / Math.PI;
  const hinge = axisAngle([0, 1, 0], -s * bend);

  const fingers = normalize(mirror(target.fingers));
  const handX = scale(fingers, s);
  const handY = scale(across(mirror(target.palm), fingers), -1);
  const handWorld = basisQuat(handX, handY, cross(handX, handY));
  const untwisted = multiplyQuat(upperRotation, hinge);
  const turn = twistX(multiplyQuat(conjugate(untwisted), handWorld)) * FOREARM_SHARE;
  const lowerRotation = multiplyQuat(hinge, axisAngle([1, 0, 0], turn));
  const handRotation = multiplyQuat(conjugate(multiplyQuat(upperRotation, lowerRotation)), handWorld);
  return {
    [`${side}UpperArm`]: upperRotation,
    [`${side}LowerArm`]: lowerRotation,
    [`${side}Hand`]: handRotation,
  };
}

export interface HandShape {
  /** Degrees each of the three joints of the index finger bends; the little finger bends 40 % more. */
  curl: readonly [proximal: number, intermediate: number, distal: number];
  /** Degrees the thumb folds in. */
  thumb: number;
}

export const OPEN_HAND: HandShape = { curl: [3, 6, 3], thumb: 4 };
export const RELAXED_HAND: HandShape = { curl: [12, 18, 10], thumb: 14 };

/** Local rotations of the fingers. */
export function handPose(side: Side, { curl, thumb }: HandShape): Pose {
  const s = sign(side);
  const pose: Record<string, Quat> = {};
  LONG_FINGERS.forEach((finger, i) => {
    segmentsOf(finger).forEach((segment, joint) => {
      const degrees = (curl[joint] ?? 0) * (1 + (0.4 * i) / 3);
      pose[`${side}${finger}${segment}`] = axisAngle([0, 0, 1], -s * degrees);
    });
  });
  pose[`${side}ThumbProximal`] = axisAngle([0, 1, 0], s * thumb);
  pose[`${side}ThumbDistal`] = axisAngle([0, 1, 0], s * thumb);
  return pose;
}
