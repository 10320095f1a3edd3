import { describe, expect, it } from 'vitest';
import { applyPoint, blendAffine, euler, invert, multiplyAffine } from './math/transform.ts';
import { at, distance } from './math/vector.ts';
import { BONES, boneIndex, worldMatrices } from './skeleton.ts';
import { packInfluences, toBindPose } from './skinning.ts';
import { HUMAN_BONES, REQUIRED_BONES } from './vrm/human-bones.ts';

describe('skeleton', () => {
  it('has every required humanoid bone once, and none that VRM does not know', () => {
    const human = BONES.flatMap((bone) => bone.human ?? []);
    expect(new Set(human).size).toBe(human.length);
    expect(human.filter((name) => !HUMAN_BONES.includes(name))).toEqual([]);
    expect(REQUIRED_BONES.filter((name) => !human.includes(name))).toEqual([]);
    expect(BONES.filter((bone) => /hair|twist|root/i.test(bone.name) && bone.human)).toEqual([]);
  });

  it('lists parents before their children', () => {
    BONES.forEach((bone, index) => {
      if (bone.parent !== null) expect(bone.parent).toBeLessThan(index);
    });
  });
});

describe('influences', () => {
  it('keep the four strongest and sum to one', () => {
    const packed = packInfluences([
      [1, 0.5],
      [2, 0.1],
      [1, 0.2],
      [3, 0.3],
      [4, 0.25],
      [5, 0.2],
    ]);
    expect(packed.map(([bone]) => bone)).toEqual([1, 3, 4, 5]);
    expect(packed.reduce((sum, [, weight]) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('skinned back into the modelling pose, a vertex is where it was modelled', () => {
    const pose = {
      leftShoulder: euler(0, 0, -3),
      rightShoulder: euler(0, 0, 3),
      leftUpperArm: euler(0, 0, -58),
      rightUpperArm: euler(0, 0, 58),
      leftLowerArm: euler(0, -14, 0),
      rightLowerArm: euler(0, 14, 0),
    };
    const modelled = [0.25, 1.05, 0.02] as const;
    const influences = [
      [boneIndex('leftUpperArm'), 0.6],
      [boneIndex('leftLowerArm'), 0.4],
    ] as const;
    const bound = toBindPose({
      vertices: [{ position: modelled, normal: [0, 0, 1], uv: [0, 0], influences }],
      indices: [],
    });
    const [rest, posed] = [worldMatrices(), worldMatrices(pose)];
    const skin = blendAffine(
      influences.map(([bone, weight]) => [multiplyAffine(at(posed, bone), invert(at(rest, bone))), weight]),
    );
    const position = at(bound.vertices, 0).position;
    expect(distance(position, modelled)).toBeGreaterThan(0.05);
    expect(distance(applyPoint(skin, position), modelled)).toBeLessThan(1e-9);
  });
});
