import type { Vec3 } from '../math/vector.ts';
import {
  BONES,
  boneIndex,
  HAIR_AZIMUTHS,
  HAIR_HEIGHTS,
  HEAD_SCALE,
  hairBone,
  localPosition,
  SIDES,
} from '../skeleton.ts';
import type { GlbBuffer, JsonObject } from './glb.ts';
import { rounded } from './primitive.ts';

const millimetre = (p: Vec3): number[] => p.map((x) => rounded(x, 1e5));

/** The bone nodes, in the order of `BONES`: node indices and bone indices are the same. */
export function buildBoneNodes(): JsonObject[] {
  const nodes = BONES.map((bone, index): JsonObject => {
    const children = BONES.flatMap((other, i) => (other.parent === index ? [i] : []));
    return {
      name: bone.name,
      translation: millimetre(localPosition(bone)),
      ...(children.length > 0 ? { children } : {}),
    };
  });
  for (const side of SIDES) {
    // Half of a hand's turn is made by the forearm, as in a real arm.
    const twist = nodes[boneIndex(`${side}ForearmTwist`)];
    const constraint = { roll: { source: boneIndex(`${side}Hand`), rollAxis: 'X', weight: 0.6 } };
    if (twist) twist.extensions = { VRMC_node_constraint: { specVersion: '1.0', constraint } };
  }
  return nodes;
}

export function buildSkin(buffer: GlbBuffer): JsonObject {
  const matrices = BONES.flatMap(({ position }) => {
    const [x, y, z] = position.map((v) => rounded(-v, 1e5));
    return [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x ?? 0, y ?? 0, z ?? 0, 1];
  });
  return {
    name: 'Skin',
    skeleton: 0,
    joints: BONES.map((_, i) => i),
    inverseBindMatrices: buffer.accessor(new Float32Array(matrices), 'MAT4'),
  };
}

export function buildHumanoid(): JsonObject {
  const human = BONES.flatMap((bone, node) => (bone.human ? [[bone.human, { node }] as const] : []));
  return { humanBones: Object.fromEntries(human) };
}

const sphere = (bone: string, offset: Vec3, radius: number): JsonObject => ({
  node: boneIndex(bone),
  shape: { sphere: { offset: onHead(offset), radius: rounded(radius * HEAD_SCALE, 1e5) } },
});
const onHead = (offset: Vec3): number[] => offset.map((x) => rounded(x * HEAD_SCALE, 1e5));

const capsule = (bone: string, offset: Vec3, tail: Vec3, radius: number): JsonObject => ({
  node: boneIndex(bone),
  shape: { capsule: { offset: [...offset], tail: [...tail], radius } },
});

/** The bob swings a little and never passes through face, neck or shoulders. */
export function buildSpringBones(): JsonObject {
  return {
    specVersion: '1.0',
    colliders: [
      sphere('head', [0, 0.095, 0], 0.085),
      sphere('head', [0, 0.04, 0.03], 0.06),
      capsule('neck', [0, -0.02, 0], [0, 0.08, 0.01], 0.05),
      capsule('upperChest', [-0.1, 0.095, 0], [0.1, 0.095, 0], 0.052),
    ],
    colliderGroups: [{ name: 'head', colliders: [0, 1, 2, 3] }],
    springs: HAIR_AZIMUTHS.map((_, chain) => ({
      name: `hair${chain}`,
      joints: HAIR_HEIGHTS.map((_height, joint) => ({
        node: boneIndex(hairBone(chain, joint)),
        hitRadius: 0.012,
        stiffness: 1.8,
        gravityPower: 0.06,
        gravityDir: [0, -1, 0],
        dragForce: 0.5,
      })),
      colliderGroups: [0],
    })),
  };
}
