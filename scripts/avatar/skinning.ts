import { type Geometry, type Influence, mapVertices } from './geometry.ts';
import {
  type Affine,
  applyPoint,
  applyTransposed,
  blendAffine,
  euler,
  invert,
  multiplyAffine,
} from './math/transform.ts';
import { at, dot, normalize, smoothstep, sub, type Vec3 } from './math/vector.ts';
import { boneIndex, type Pose, worldMatrices } from './skeleton.ts';

/** A joint of a chain: `bone` takes over from the one before it across a plane through `joint`. */
export interface ChainLink {
  bone: string;
  joint: Vec3;
  /** Plane normal, pointing down the chain. */
  direction: Vec3;
  /** Half-width of the blend, metres. The first link's is not used. */
  width: number;
}

/** Smooth weights along a chain of bones: at most neighbouring links share a point. */
export function chainInfluences(p: Vec3, links: readonly ChainLink[]): Influence[] {
  const reached = links.map((link, i) =>
    i === 0 ? 1 : smoothstep(-link.width, link.width, dot(sub(p, link.joint), link.direction)),
  );
  return links.map((link, i): Influence => {
    const left = i + 1 < links.length ? 1 - at(reached, i + 1) : 1;
    return [boneIndex(link.bone), at(reached, i) * left];
  });
}

export const blendInfluences = (a: readonly Influence[], b: readonly Influence[], t: number): Influence[] => [
  ...a.map(([bone, weight]): Influence => [bone, weight * (1 - t)]),
  ...b.map(([bone, weight]): Influence => [bone, weight * t]),
];

const MAX_INFLUENCES = 4;

/** Sums repeated bones, keeps the four strongest and makes the sum 1. Strongest first, ties by bone. */
export function packInfluences(influences: readonly Influence[]): Influence[] {
  const total = new Map<number, number>();
  for (const [bone, weight] of influences)
    if (weight > 1e-4) total.set(bone, (total.get(bone) ?? 0) + weight);
  const kept = [...total].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_INFLUENCES);
  const sum = kept.reduce((s, [, weight]) => s + weight, 0);
  return kept.map(([bone, weight]): Influence => [bone, weight / sum]);
}

/**
 * The pose the body is modelled in: arms hanging at 58°. Steeper, raised arms would pull bat wings under the
 * armpit; flatter, hanging sleeves would crease.
 */
const MODEL_POSE: Pose = {
  leftShoulder: euler(0, 0, -3),
  rightShoulder: euler(0, 0, 3),
  leftUpperArm: euler(0, 0, -58),
  rightUpperArm: euler(0, 0, 58),
  leftLowerArm: euler(0, -14, 0),
  rightLowerArm: euler(0, 14, 0),
};

const BIND = worldMatrices();
const MODEL = worldMatrices(MODEL_POSE);
const BIND_TO_MODEL: readonly Affine[] = MODEL.map((world, i) => multiplyAffine(world, invert(at(BIND, i))));

/** Where a bone's joint stands in the modelling pose. */
export const modelPosition = (bone: string): Vec3 => at(MODEL, boneIndex(bone)).t;

/**
 * Takes geometry from the modelling pose to the T-pose by inverting each vertex's own blended matrix, so that
 * skinning it back into the modelling pose reproduces it exactly.
 */
export function toBindPose(g: Geometry): Geometry {
  return mapVertices(g, (vertex) => {
    const influences = packInfluences(vertex.influences);
    const blended = blendAffine(
      influences.map(([bone, weight]) => [at(BIND_TO_MODEL, bone), weight] as const),
    );
    return {
      ...vertex,
      influences,
      position: applyPoint(invert(blended), vertex.position),
      normal: normalize(applyTransposed(blended, vertex.normal)),
    };
  });
}
