import type { VRM, VRMHumanBoneName } from '@pixiv/three-vrm';
import { type AnimationClip, Euler, MathUtils, Object3D, Quaternion, type Vector3 } from 'three';
import { MOVING_BONES, type Motion } from './motion.ts';
import { REST_POSE } from './pose.ts';

/** An expression as gestures animate it. */
export type WeightNode = Object3D & { weight: number };

/**
 * Stand-ins for the bones and expressions of a character, with the same names, at rest. Gestures animate these and
 * not the character: an animation mixer writes a property only when its own value has changed, so whatever is added
 * to the property afterwards would pile up frame by frame.
 */
export interface Rig {
  /** What the mixer of the gestures animates. */
  root: Object3D;
  /** What gestures want of an expression now, 0..1. */
  gestured(expression: string): number;
  /** Puts the character into the gestured pose plus what moves all the time. */
  apply(motion: Pick<Motion, 'angles' | 'hipsShift'>): void;
}

interface Bone {
  name: VRMHumanBoneName;
  node: Object3D;
  proxy: Object3D;
}

function setAngles(target: Quaternion, euler: Euler, x: number, y: number, z: number): Quaternion {
  const { DEG2RAD } = MathUtils;
  return target.setFromEuler(euler.set(x * DEG2RAD, y * DEG2RAD, z * DEG2RAD));
}

/** Turns the bones of `root` as the first frame of `clip` has them. */
function takePose(root: Object3D, clip: AnimationClip): void {
  for (const { name, values } of clip.tracks) {
    const [node = '', property] = name.split('.');
    if (property === 'quaternion') root.getObjectByName(node)?.quaternion.fromArray(values);
  }
}

/** `rest`: a clip whose first frame is the pose at ease; null for hanging arms. */
export function createRig({ humanoid, expressionManager }: VRM, rest: AnimationClip | null): Rig {
  const root = new Object3D();
  const euler = new Euler();
  const bones: Bone[] = [];
  const isRestBone = (name: string): name is keyof typeof REST_POSE => name in REST_POSE;

  for (const name of Object.keys(humanoid.humanBones) as VRMHumanBoneName[]) {
    const node = humanoid.getNormalizedBoneNode(name);
    // Eyes belong to the gaze alone.
    if (node === null || name === 'leftEye' || name === 'rightEye') continue;
    const proxy = new Object3D();
    proxy.name = node.name;
    proxy.position.copy(node.position);
    const hanging = rest === null && isRestBone(name) ? REST_POSE[name] : undefined;
    if (hanging) setAngles(proxy.quaternion, euler, ...hanging);
    root.add(proxy);
    bones.push({ name, node, proxy });
  }

  if (rest !== null) takePose(root, rest);

  const weights = new Map<string, WeightNode>();
  for (const { expressionName, name } of expressionManager?.expressions ?? []) {
    const proxy: WeightNode = Object.assign(new Object3D(), { weight: 0 });
    proxy.name = name;
    root.add(proxy);
    weights.set(expressionName, proxy);
  }

  const added = new Quaternion();
  const byName = new Map(bones.map((bone) => [bone.name, bone]));
  const moving = MOVING_BONES.flatMap((name) => {
    const bone = byName.get(name);
    return bone ? [{ name, node: bone.node }] : [];
  });
  const hips: Vector3 | undefined = byName.get('hips')?.node.position;

  return {
    root,
    gestured: (expression) => weights.get(expression)?.weight ?? 0,
    apply({ angles, hipsShift }) {
      for (const { node, proxy } of bones) {
        node.quaternion.copy(proxy.quaternion);
        node.position.copy(proxy.position);
      }
      for (const { name, node } of moving) {
        const { x, y, z } = angles[name];
        node.quaternion.multiply(setAngles(added, euler, x, y, z));
      }
      if (hips) {
        hips.x += hipsShift.x;
        hips.y += hipsShift.y;
      }
    },
  };
}
