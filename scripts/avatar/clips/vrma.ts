import { IDENTITY_QUAT, mixQuat, type Quat } from '../math/transform.ts';
import { at, mix, type Vec3 } from '../math/vector.ts';
import { BONES, boneIndex, localPosition } from '../skeleton.ts';
import { GlbBuffer, type JsonObject } from '../vrm/glb.ts';
import { rounded } from '../vrm/primitive.ts';
import { type Keyframe, REST_POSE } from './gestures.ts';

const FRAMES_PER_SECOND = 30;
const STEPS = 1e5;
/** Bones every clip holds, so that cross-fades never mix a gesture with a missing arm. */
const ALWAYS = [...Object.keys(REST_POSE), 'spine', 'chest', 'upperChest', 'neck', 'head'];

/** Root and humanoid bones; eyes are left to the gaze. */
const CLIP_BONES = BONES.filter(
  (bone) => bone.name === 'root' || (bone.human && !bone.human.endsWith('Eye')),
);
const clipNode = (name: string): number => CLIP_BONES.findIndex((bone) => bone.name === name);

/** Minimum-jerk timing (Flash & Hogan 1985): starts and ends without speed or acceleration. */
const minimumJerk = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** The two keyframes around a time and how far it is between them. */
function around(keys: readonly Keyframe[], time: number): { from: Keyframe; to: Keyframe; t: number } {
  let i = 0;
  while (i < keys.length - 2 && at(keys, i + 1).at <= time) i++;
  const [from, to] = [at(keys, i), at(keys, i + 1)];
  return { from, to, t: minimumJerk(Math.min(1, (time - from.at) / (to.at - from.at))) };
}

/**
 * A VRM Animation (VRMC_vrm_animation 1.0): the T-pose skeleton and sampled, linear tracks. Linear only: players
 * rebuild rotations from times and values, so cubic tangents would be read as rotations.
 */
export function encodeClip(name: string, keys: readonly Keyframe[]): Uint8Array<ArrayBuffer> {
  const buffer = new GlbBuffer();
  const frames = Math.round(at(keys, keys.length - 1).at * FRAMES_PER_SECOND);
  const frameTimes = Array.from({ length: frames + 1 }, (_, i) => i / FRAMES_PER_SECOND);
  const moving = buffer.accessor(new Float32Array(frameTimes), 'SCALAR', { bounds: true });
  const still = buffer.accessor(new Float32Array([0, frames / FRAMES_PER_SECOND]), 'SCALAR', {
    bounds: true,
  });

  const samplers: JsonObject[] = [];
  const channels: JsonObject[] = [];
  const track = (
    node: number,
    path: 'rotation' | 'translation',
    sample: (time: number) => readonly number[],
  ): void => {
    const values = frameTimes.map((time) => sample(time).map((x) => rounded(x, STEPS)));
    const first = at(values, 0);
    const isStill = values.every((value) => value.every((x, k) => x === first[k]));
    const kept = isStill ? [first, first] : values;
    const type = path === 'rotation' ? 'VEC4' : 'VEC3';
    const output = buffer.accessor(new Float32Array(kept.flat()), type);
    const sampler = samplers.push({ input: isStill ? still : moving, output, interpolation: 'LINEAR' }) - 1;
    channels.push({ sampler, target: { node, path } });
  };

  const bones = new Set([...ALWAYS, ...keys.flatMap((key) => Object.keys(key.pose ?? {}))]);
  for (const bone of bones) {
    const rest: Quat = REST_POSE[bone] ?? IDENTITY_QUAT;
    let previous = rest;
    track(clipNode(bone), 'rotation', (time) => {
      const { from, to, t } = around(keys, time);
      // q and −q are one rotation; staying in one hemisphere keeps linear tracks on the short way.
      previous = mixQuat(previous, mixQuat(from.pose?.[bone] ?? rest, to.pose?.[bone] ?? rest, t), 1);
      return previous;
    });
  }
  if (keys.some((key) => key.hips)) {
    const hips = localPosition(at(BONES, boneIndex('hips')));
    const shift = (key: Keyframe, axis: 0 | 1 | 2): number => key.hips?.[axis] ?? 0;
    track(clipNode('hips'), 'translation', (time): Vec3 => {
      const { from, to, t } = around(keys, time);
      const component = (axis: 0 | 1 | 2): number => hips[axis] + mix(shift(from, axis), shift(to, axis), t);
      return [component(0), component(1), component(2)];
    });
  }
  // An expression's weight is the X translation of a node of its own.
  const faces = (['happy', 'blink'] as const).filter((face) => keys.some((key) => key.face?.[face]));
  faces.forEach((face, i) => {
    track(CLIP_BONES.length + i, 'translation', (time) => {
      const { from, to, t } = around(keys, time);
      return [mix(from.face?.[face] ?? 0, to.face?.[face] ?? 0, t), 0, 0];
    });
  });

  const expressionNodes = faces.map((face, i) => [face, { node: CLIP_BONES.length + i }] as const);
  return buffer.encode({
    asset: { version: '2.0', generator: 'yunting avatar', copyright: 'CC0 1.0' },
    scene: 0,
    scenes: [{ name, nodes: [0, ...faces.map((_, i) => CLIP_BONES.length + i)] }],
    nodes: [...boneNodes(), ...faces.map((face) => ({ name: `expression-${face}` }))],
    animations: [{ name, samplers, channels }],
    extensionsUsed: ['VRMC_vrm_animation'],
    extensions: {
      VRMC_vrm_animation: {
        specVersion: '1.0',
        humanoid: {
          humanBones: Object.fromEntries(
            CLIP_BONES.flatMap((bone, node) => (bone.human ? [[bone.human, { node }] as const] : [])),
          ),
        },
        ...(faces.length > 0 ? { expressions: { preset: Object.fromEntries(expressionNodes) } } : {}),
      },
    },
  });
}

function boneNodes(): JsonObject[] {
  return CLIP_BONES.map((bone) => {
    const children = CLIP_BONES.flatMap((other, i) =>
      other.parent !== null && at(BONES, other.parent) === bone ? [i] : [],
    );
    return {
      name: bone.name,
      translation: localPosition(bone).map((x) => rounded(x, STEPS)),
      ...(children.length > 0 ? { children } : {}),
    };
  });
}
