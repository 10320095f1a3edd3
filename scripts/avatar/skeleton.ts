import { type Affine, IDENTITY_QUAT, multiplyAffine, type Quat, rigid } from './math/transform.ts';
import { along, at, sub, type Vec3 } from './math/vector.ts';
import { HUMAN_BONES, type HumanBone } from './vrm/human-bones.ts';

export interface Bone {
  name: string;
  /** Index of the parent in `BONES`; null for the root. */
  parent: number | null;
  /** Joint in the T-pose, metres. In the bind pose every bone is unrotated. */
  position: Vec3;
  /** Humanoid bone it stands for; helper bones (root, twist, hair) stand for none. */
  human: HumanBone | null;
}

/** Local rotations by bone name; bones left out keep the T-pose. */
export type Pose = Readonly<Record<string, Quat>>;

export type Side = 'left' | 'right';
export const SIDES: readonly Side[] = ['left', 'right'];
/** +1 on her left (+X), −1 on her right. */
export const sign = (side: Side): 1 | -1 => (side === 'left' ? 1 : -1);

export const LONG_FINGERS = ['Index', 'Middle', 'Ring', 'Little'] as const;
export const FINGERS = [...LONG_FINGERS, 'Thumb'] as const;
export type Finger = (typeof FINGERS)[number];
export const segmentsOf = (finger: Finger): readonly [string, string, string] =>
  finger === 'Thumb' ? ['Metacarpal', 'Proximal', 'Distal'] : ['Proximal', 'Intermediate', 'Distal'];

/** Direction of a finger of the left hand in the T-pose; the thumb leaves at 45°. */
export const fingerDirection = (finger: Finger): Vec3 =>
  finger === 'Thumb' ? [Math.SQRT1_2, 0, Math.SQRT1_2] : [1, 0, 0];

const SHOULDER_Y = 1.268;
const SHOULDER_Z = -0.018;
export const SHOULDER_X = 0.12;
const UPPER_ARM = 0.23;
const LOWER_ARM = 0.208;
const WRIST_X = SHOULDER_X + UPPER_ARM + LOWER_ARM;

/** Knuckle relative to the left wrist, and the lengths of its three segments. */
const FINGER_SHAPES: Readonly<Record<Finger, { knuckle: Vec3; lengths: readonly [number, number, number] }>> =
  {
    Index: { knuckle: [0.075, 0, 0.0255], lengths: [0.036, 0.024, 0.02] },
    Middle: { knuckle: [0.078, 0.001, 0.0075], lengths: [0.04, 0.026, 0.021] },
    Ring: { knuckle: [0.074, 0, -0.01], lengths: [0.037, 0.025, 0.02] },
    Little: { knuckle: [0.066, -0.002, -0.0265], lengths: [0.029, 0.02, 0.018] },
    Thumb: { knuckle: [0.022, -0.006, 0.018], lengths: [0.036, 0.028, 0.022] },
  };

export const fingerLength = (finger: Finger, segment: 0 | 1 | 2): number =>
  FINGER_SHAPES[finger].lengths[segment];

/**
 * Head, face and hair are modelled in a space of their own, then enlarged about the head joint and set on a
 * shorter neck: a slightly large head on a short neck reads younger and friendlier.
 */
const HEAD_PIVOT: Vec3 = [0, 1.388, -0.008];
export const HEAD_SCALE = 1.06;
const HEAD_JOINT: Vec3 = [0, 1.371, -0.01];
export const fromHeadSpace = (p: Vec3): Vec3 => along(HEAD_JOINT, sub(p, HEAD_PIVOT), HEAD_SCALE);
export const toHeadSpace = (p: Vec3): Vec3 => along(HEAD_PIVOT, sub(p, HEAD_JOINT), 1 / HEAD_SCALE);

/** Centre of the left eyeball in head space; the face's parts are fitted around the same point. */
export const EYE_CENTER: Vec3 = [0.0011, 1.4575, 0.022];

/** Hair spring chains: azimuth in degrees (0 front, + her left) and heights of their joints, in head space. */
export const HAIR_AZIMUTHS = [62, 105, 145, 180, -145, -105, -62] as const;
export const HAIR_HEIGHTS = [1.452, 1.412, 1.372] as const;
export const hairBone = (chain: number, joint: number): string => `hair${chain}_${joint}`;
export const HAIR_AXIS_Z = -0.015;

export const BONES: readonly Bone[] = buildBones();

function buildBones(): Bone[] {
  const bones: Bone[] = [];
  const indexOf = new Map<string, number>();
  const bone = (name: string, parent: string | null, position: Vec3): void => {
    const human = HUMAN_BONES.find((candidate) => candidate === name) ?? null;
    indexOf.set(name, bones.length);
    bones.push({ name, parent: parent === null ? null : (indexOf.get(parent) ?? null), position, human });
  };
  bone('root', null, [0, 0, 0]);
  bone('hips', 'root', [0, 0.885, 0]);
  bone('spine', 'hips', [0, 0.955, 0]);
  bone('chest', 'spine', [0, 1.06, -0.006]);
  bone('upperChest', 'chest', [0, 1.165, -0.012]);
  bone('neck', 'upperChest', [0, 1.306, -0.022]);
  bone('head', 'neck', HEAD_JOINT);
  for (const side of SIDES) {
    const s = sign(side);
    bone(`${side}Eye`, 'head', fromHeadSpace([s * EYE_CENTER[0], EYE_CENTER[1], EYE_CENTER[2]]));
    const onArm = (x: number, y = 0, z = 0): Vec3 => [s * x, SHOULDER_Y + y, SHOULDER_Z + z];
    bone(`${side}Shoulder`, 'upperChest', onArm(0.03));
    bone(`${side}UpperArm`, `${side}Shoulder`, onArm(SHOULDER_X));
    bone(`${side}LowerArm`, `${side}UpperArm`, onArm(SHOULDER_X + UPPER_ARM));
    bone(`${side}ForearmTwist`, `${side}LowerArm`, onArm(SHOULDER_X + UPPER_ARM + LOWER_ARM / 2));
    bone(`${side}Hand`, `${side}LowerArm`, onArm(WRIST_X));
    for (const finger of FINGERS) {
      const direction = fingerDirection(finger);
      let parent = `${side}Hand`;
      let [x, y, z] = FINGER_SHAPES[finger].knuckle;
      segmentsOf(finger).forEach((segment, i) => {
        const name = `${side}${finger}${segment}`;
        bone(name, parent, onArm(WRIST_X + x, y, z));
        [x, y, z] = along([x, y, z], direction, at(FINGER_SHAPES[finger].lengths, i));
        parent = name;
      });
    }
    bone(`${side}UpperLeg`, 'hips', [s * 0.078, 0.85, 0]);
    bone(`${side}LowerLeg`, `${side}UpperLeg`, [s * 0.078, 0.465, 0.004]);
    bone(`${side}Foot`, `${side}LowerLeg`, [s * 0.078, 0.085, -0.018]);
    bone(`${side}Toes`, `${side}Foot`, [s * 0.078, 0.025, 0.075]);
  }
  HAIR_AZIMUTHS.forEach((azimuth, chain) => {
    const angle = (azimuth * Math.PI) / 180;
    const radius = Math.abs(azimuth) < 80 ? 0.092 : 0.105;
    HAIR_HEIGHTS.forEach((height, joint) => {
      const position: Vec3 = [
        Math.sin(angle) * radius * 0.95,
        height,
        HAIR_AXIS_Z + Math.cos(angle) * radius,
      ];
      bone(
        hairBone(chain, joint),
        joint === 0 ? 'head' : hairBone(chain, joint - 1),
        fromHeadSpace(position),
      );
    });
  });
  return bones;
}

const INDEX_BY_NAME = new Map(BONES.map((bone, index) => [bone.name, index]));

/** @throws {RangeError} for a name that is no bone of hers. */
export function boneIndex(name: string): number {
  const index = INDEX_BY_NAME.get(name);
  if (index === undefined) throw new RangeError(`no bone is called ${name}`);
  return index;
}

export const bonePosition = (name: string): Vec3 => at(BONES, boneIndex(name)).position;

/** Joint relative to its parent's joint. */
export const localPosition = (bone: Bone): Vec3 =>
  bone.parent === null ? bone.position : sub(bone.position, at(BONES, bone.parent).position);

/** World matrix of every bone in a pose, in the order of `BONES`. */
export function worldMatrices(pose: Pose = {}): Affine[] {
  const worlds: Affine[] = [];
  for (const bone of BONES) {
    const local = rigid(localPosition(bone), pose[bone.name] ?? IDENTITY_QUAT);
    worlds.push(bone.parent === null ? local : multiplyAffine(at(worlds, bone.parent), local));
  }
  return worlds;
}
