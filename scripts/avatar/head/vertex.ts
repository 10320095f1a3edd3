import type { Influence, Vertex } from '../geometry.ts';
import { add, length, sub, type Vec2, type Vec3 } from '../math/vector.ts';
import { boneIndex } from '../skeleton.ts';
import { type FaceShape, MORPH_NAMES, MORPHS, REST_SHAPE } from './expressions.ts';
import { faceNormal, onFace } from './shape.ts';
import { type Layer, warp } from './warp.ts';

export const HEAD_ONLY: readonly Influence[] = [[boneIndex('head'), 1]];

export interface FacePoint {
  /** Front view point on the reference face. */
  x: number;
  y: number;
  /** Raised above the skin. */
  height?: number;
  uv: Vec2;
  layer?: Layer;
}

/** A vertex on the face with the displacement of every expression that moves it. */
export function faceVertex({ x, y, height = 0, uv, layer = 'skin' }: FacePoint): Vertex {
  const rest = warp(x, y, REST_SHAPE, layer);
  const position = onFace(rest.x, rest.y, height);
  const morphs: Record<string, Vec3> = {};
  for (const name of MORPH_NAMES) {
    const shape: FaceShape = MORPHS[name];
    const moved = warp(x, y, shape, layer);
    const slid = moved.x !== rest.x || moved.y !== rest.y;
    const target = add(slid ? onFace(moved.x, moved.y, height) : position, moved.offset);
    const delta = sub(target, position);
    if (length(delta) > 2e-5) morphs[name] = delta;
  }
  return { position, normal: faceNormal(position), uv, influences: HEAD_ONLY, morphs };
}
