import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { Gesture } from '#protocol/index.ts';
import { applyDirection, applyPoint } from '../math/transform.ts';
import { at, distance, dot, normalize, type Vec3 } from '../math/vector.ts';
import { boneIndex, type Pose, worldMatrices } from '../skeleton.ts';
import { floats, parseGlb, readCommitted } from '../testing/gltf.ts';
import { VrmAnimationBlock } from '../testing/vrm-schema.ts';
import { armPose } from './arm.ts';
import { CLIP_NAMES, CLIPS, REST_CLIP, REST_POSE } from './gestures.ts';
import { encodeClip } from './vrma.ts';

describe('arm', () => {
  const target = { wrist: [0.25, 1.1, 0.2], fingers: [0.6, 0.2, 0.75], palm: [-0.2, 0.9, 0.4] } as const;
  const handOf = (pose: Pose, side: 'left' | 'right') => at(worldMatrices(pose), boneIndex(`${side}Hand`));

  it.each(['left', 'right'] as const)('puts the %s wrist, fingers and palm where they are wanted', (side) => {
    const s = side === 'left' ? 1 : -1;
    const hand = handOf(armPose(side, target), side);
    const wanted: Vec3 = [s * target.wrist[0], target.wrist[1], target.wrist[2]];
    expect(distance(applyPoint(hand, [0, 0, 0]), wanted)).toBeLessThan(1e-6);
    const fingers = normalize([s * target.fingers[0], target.fingers[1], target.fingers[2]]);
    expect(dot(applyDirection(hand, [s, 0, 0]), fingers)).toBeCloseTo(1, 6);
    expect(dot(applyDirection(hand, [0, -1, 0]), normalize([s * -0.2, 0.9, 0.4]))).toBeGreaterThan(0.9);
  });

  it('stretches towards what is out of reach without breaking', () => {
    const hand = handOf(armPose('left', { ...target, wrist: [2, 1.2, 0] }), 'left');
    expect(hand.t.every(Number.isFinite)).toBe(true);
    expect(hand.t[0]).toBeGreaterThan(0.5);
  });
});

describe('gestures', () => {
  it('are those of the protocol', () => {
    expect([...CLIP_NAMES].sort()).toEqual([...Gesture.options].sort());
  });

  it.each(CLIP_NAMES)('%s stays inside a bust framing', (name) => {
    for (const { pose = {} } of CLIPS[name].map((key) => ({ pose: {}, ...key }))) {
      const worlds = worldMatrices({ ...REST_POSE, ...pose });
      for (const side of ['left', 'right'] as const) {
        const tip = applyPoint(at(worlds, boneIndex(`${side}MiddleDistal`)), [0, 0, 0]);
        expect(Math.abs(tip[0])).toBeLessThan(0.48);
        expect(tip[1]).toBeGreaterThan(0.8);
        expect(tip[1]).toBeLessThan(1.6);
      }
    }
  });

  it('close the lids while she bows', () => {
    const deepest = CLIPS.bow.filter((key) => 'pose' in key);
    expect(deepest.every((key) => 'face' in key && key.face.blink === 0.75)).toBe(true);
  });
});

describe.each([...CLIP_NAMES, 'rest' as const])('%s.vrma', (name) => {
  const bytes = readCommitted(`gestures/${name}.vrma`);
  const file = parseGlb(bytes);

  it('is what a fresh build makes, byte for byte', () => {
    const fresh = encodeClip(name, name === 'rest' ? REST_CLIP : CLIPS[name]);
    expect(Buffer.from(fresh).equals(bytes)).toBe(true);
  });

  it('is valid glTF with a valid animation block', async () => {
    const report = await validateBytes(bytes, { format: 'glb' });
    expect(report.issues.messages.filter((message) => message.severity === 0)).toEqual([]);
    const { humanoid } = VrmAnimationBlock.parse(file.json.extensions.VRMC_vrm_animation);
    for (const [bone, { node }] of Object.entries(humanoid.humanBones))
      expect(at(file.json.nodes, node).name).toBe(bone);
  });

  it('moves humanoid bones linearly, from rest back to rest', () => {
    const [animation] = file.json.animations;
    expect(animation?.channels.length).toBeGreaterThan(30);
    for (const { sampler, target } of animation?.channels ?? []) {
      const { interpolation, output } = at(animation?.samplers ?? [], sampler);
      expect(interpolation).toBe('LINEAR');
      const values = floats(file, output);
      const size = target.path === 'rotation' ? 4 : 3;
      expect([...values.subarray(0, size)]).toEqual([...values.subarray(-size)]);
    }
  });
});
