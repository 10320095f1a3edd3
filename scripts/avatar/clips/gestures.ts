import { euler } from '../math/transform.ts';
import type { Vec3 } from '../math/vector.ts';
import type { Pose } from '../skeleton.ts';
import { armPose, type HandTarget, handPose, OPEN_HAND } from './arm.ts';

export interface Keyframe {
  /** Seconds from the start. */
  at: number;
  /** What differs from the rest pose. */
  pose?: Pose;
  /** Expression weights 0..1. Vowels never: the mouth belongs to speech. */
  face?: { happy?: number; blink?: number };
  /** Metres the hips move. */
  hips?: Vec3;
}

/** Standing with both hands before the body, the right over the left, as reception staff do. */
export const REST_POSE: Pose = {
  ...armPose('left', { wrist: [0.07, 0.952, 0.126], fingers: [-0.95, -0.28, -0.06], palm: [0, -0.15, -1] }),
  ...armPose('right', { wrist: [0.066, 0.966, 0.15], fingers: [-0.95, -0.26, -0.04], palm: [0, -0.15, -1] }),
  ...handPose('left', { curl: [8, 10, 6], thumb: 16 }),
  ...handPose('right', { curl: [14, 16, 8], thumb: 18 }),
};

/** A bow of `depth` × 46° at the head; the lids sink so that she does not stare from below. */
function bowing(depth: number): Pick<Keyframe, 'pose' | 'hips'> {
  return {
    pose: {
      hips: euler(16 * depth, 0, 0),
      leftUpperLeg: euler(-16 * depth, 0, 0),
      rightUpperLeg: euler(-16 * depth, 0, 0),
      spine: euler(9 * depth, 0, 0),
      chest: euler(7 * depth, 0, 0),
      upperChest: euler(4 * depth, 0, 0),
      neck: euler(4 * depth, 0, 0),
      head: euler(6 * depth, 0, 0),
    },
    hips: [0, -0.005 * depth, -0.05 * depth],
  };
}

/** An open palm offered to the listener. */
const OFFER: HandTarget = {
  wrist: [0.185, 1.06, 0.2],
  fingers: [0.42, 0.38, 0.8],
  palm: [-0.4, 0.7, 0.6],
};
const offering = (left: Vec3, right: Vec3, head: Vec3): Pose => ({
  ...armPose('left', moved(OFFER, left)),
  ...armPose('right', moved(OFFER, right)),
  ...handPose('left', OPEN_HAND),
  ...handPose('right', OPEN_HAND),
  head: euler(...head),
});
const moved = (target: HandTarget, by: Vec3): HandTarget => ({
  ...target,
  wrist: [target.wrist[0] + by[0], target.wrist[1] + by[1], target.wrist[2] + by[2]],
});

/** The left arm shows the way to what stands beside her, palm up as politeness asks. */
const showing = (rise: number, head: Vec3): Pose => ({
  ...armPose('left', {
    wrist: [0.255, 1.14 + rise, 0.19],
    fingers: [0.8, 0.36, 0.48],
    palm: [-0.1, 0.6, 0.8],
    elbow: [0.6, -1, -0.35],
  }),
  ...handPose('left', OPEN_HAND),
  spine: euler(0, 4, 0),
  neck: euler(0, head[1] * 0.4, 0),
  head: euler(...head),
});

const waving = (swing: number): Pose => ({
  ...armPose('right', {
    wrist: [0.25 + 0.02 * swing, 1.335, 0.11],
    fingers: [0.1 + 0.42 * swing, 1, 0.06],
    palm: [0, 0, 1],
    elbow: [0.55, -1, -0.15],
  }),
  ...handPose('right', OPEN_HAND),
  head: euler(0, 0, 3 + swing),
});

/** Every gesture begins and ends in `REST_POSE`, so that any two can be cross-faded. */
export const CLIPS = {
  greet: [
    { at: 0 },
    { at: 0.55, ...bowing(0.34), face: { happy: 0.6, blink: 0.2 } },
    { at: 0.95, ...bowing(0.34), face: { happy: 0.6, blink: 0.2 } },
    { at: 1.6, pose: { head: euler(-1, 0, 3) }, face: { happy: 0.55 } },
    { at: 2.3 },
  ],
  bow: [
    { at: 0 },
    { at: 0.8, ...bowing(0.9), face: { blink: 0.75 } },
    { at: 1.4, ...bowing(0.9), face: { blink: 0.75 } },
    { at: 2.3 },
  ],
  nod: [
    { at: 0 },
    { at: 0.24, pose: { head: euler(11, 0, 0), neck: euler(4, 0, 0) } },
    { at: 0.5, pose: { head: euler(-1, 0, 0) } },
    { at: 0.74, pose: { head: euler(7, 0, 0), neck: euler(2, 0, 0) } },
    { at: 1.1 },
  ],
  explain: [
    { at: 0 },
    { at: 0.55, pose: offering([0, 0, 0], [0, 0, 0], [2, 3, 0]) },
    { at: 1.05, pose: offering([0.03, 0.035, 0.02], [-0.01, -0.01, 0], [0, 6, 2]) },
    { at: 1.55, pose: offering([-0.01, -0.01, 0], [0.03, 0.035, 0.02], [0, -6, -2]) },
    { at: 2.1, pose: offering([0, 0.01, 0.03], [0, 0.01, 0.03], [3, 0, 0]) },
    { at: 2.8 },
  ],
  point: [
    { at: 0 },
    { at: 0.6, pose: showing(0, [1, 16, 0]) },
    { at: 1.1, pose: showing(0.015, [1, 14, 0]) },
    { at: 1.7, pose: showing(0.005, [1, 2, 2]), face: { happy: 0.35 } },
    { at: 2.5 },
  ],
  wave: [
    { at: 0 },
    { at: 0.5, pose: waving(0), face: { happy: 0.5 } },
    { at: 0.75, pose: waving(1), face: { happy: 0.6 } },
    { at: 1.05, pose: waving(-1), face: { happy: 0.6 } },
    { at: 1.35, pose: waving(1), face: { happy: 0.6 } },
    { at: 1.65, pose: waving(-0.6), face: { happy: 0.6 } },
    { at: 2.4 },
  ],
} as const satisfies Readonly<Record<string, readonly Keyframe[]>>;
export type ClipName = keyof typeof CLIPS;
export const CLIP_NAMES = Object.keys(CLIPS) as ClipName[];

/** The rest pose as a clip: what stands under all gestures. */
export const REST_CLIP: readonly Keyframe[] = [{ at: 0 }, { at: 1 }];
