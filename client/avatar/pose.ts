import type { VRMHumanBoneName } from '@pixiv/three-vrm';

/** Euler angles x, y, z of a normalized bone, degrees. */
export type Angles = readonly [x: number, y: number, z: number];
export type Pose = Readonly<Partial<Record<VRMHumanBoneName, Angles>>>;

const FINGERS = ['Index', 'Middle', 'Ring', 'Little'] as const;

/** A hand hanging at ease: each finger a little more curled than the one before. */
function relaxedHand(side: 'left' | 'right'): Pose {
  const inward = side === 'left' ? -1 : 1;
  const pose: Partial<Record<VRMHumanBoneName, Angles>> = {
    [`${side}ThumbProximal`]: [0, -12 * inward, 0],
    [`${side}ThumbDistal`]: [0, -14 * inward, 0],
  };
  for (const [i, finger] of FINGERS.entries()) {
    pose[`${side}${finger}Proximal`] = [0, 0, inward * (10 + 4 * i)];
    pose[`${side}${finger}Intermediate`] = [0, 0, inward * (16 + 4 * i)];
    pose[`${side}${finger}Distal`] = [0, 0, inward * 10];
  }
  return pose;
}

/** Arms hanging, 75° down: how a model stands for which no rest pose is given, so that none is seen in T-pose. */
export const REST_POSE: Pose = {
  leftShoulder: [0, 0, -3],
  rightShoulder: [0, 0, 3],
  leftUpperArm: [0, 0, -75],
  rightUpperArm: [0, 0, 75],
  leftLowerArm: [0, -12, 0],
  rightLowerArm: [0, 12, 0],
  leftHand: [0, 0, -4],
  rightHand: [0, 0, 4],
  ...relaxedHand('left'),
  ...relaxedHand('right'),
};
