import type { Geometry, Vertex } from '../geometry.ts';
import { at, clamp, normalize } from '../math/vector.ts';
import { packInfluences } from '../skinning.ts';
import type { GlbBuffer, JsonObject } from './glb.ts';

/**
 * Stored precision. Positions to 0.01 mm and normals to four digits also level out the last-bit differences that
 * other JavaScript engines have in sine and exponential, so that the file is the same everywhere.
 */
const POSITION_STEPS = 1e5;
const NORMAL_STEPS = 1e4;
const MORPH_STEPS = 1e6;

export const rounded = (value: number, steps: number): number => Math.round(value * steps) / steps || 0;

/** A glTF primitive; morph targets, if any, in the order of `targets`. At most 65,536 vertices. */
export function buildPrimitive(
  buffer: GlbBuffer,
  geometry: Geometry,
  material: number,
  targets: readonly string[] = [],
): JsonObject {
  const { vertices, indices } = geometry;
  if (vertices.length > 65_536)
    throw new RangeError(`${vertices.length} vertices exceed the limit of 65,536`);
  const packed = vertices.map(packVertex);
  const attribute = { target: 'attribute' } as const;
  const normalized = { target: 'attribute', normalized: true } as const;
  return {
    attributes: {
      POSITION: buffer.accessor(
        new Float32Array(vertices.flatMap((v) => v.position.map((x) => rounded(x, POSITION_STEPS)))),
        'VEC3',
        { ...attribute, bounds: true },
      ),
      NORMAL: buffer.accessor(
        new Float32Array(vertices.flatMap((v) => normalize(v.normal).map((x) => rounded(x, NORMAL_STEPS)))),
        'VEC3',
        attribute,
      ),
      TEXCOORD_0: buffer.accessor(
        new Uint16Array(vertices.flatMap((v) => v.uv.map((x) => Math.round(clamp(x) * 65_535)))),
        'VEC2',
        normalized,
      ),
      JOINTS_0: buffer.accessor(new Uint8Array(packed.flatMap((p) => p.joints)), 'VEC4', attribute),
      WEIGHTS_0: buffer.accessor(new Uint8Array(packed.flatMap((p) => p.weights)), 'VEC4', normalized),
    },
    indices: buffer.accessor(new Uint16Array(indices), 'SCALAR', { target: 'index' }),
    material,
    ...(targets.length > 0
      ? { targets: targets.map((name) => ({ POSITION: morphAccessor(buffer, vertices, name) })) }
      : {}),
  };
}

function morphAccessor(buffer: GlbBuffer, vertices: readonly Vertex[], name: string): number {
  const entries = vertices.flatMap((vertex, index) => {
    const delta = vertex.morphs?.[name];
    return delta ? [{ index, value: delta.map((x) => rounded(x, MORPH_STEPS)) }] : [];
  });
  return buffer.sparseVec3(vertices.length, entries);
}

/** Four joints and weights in 255ths that sum to exactly 255; the strongest takes the rounding. */
export function packVertex({ influences }: Pick<Vertex, 'influences'>): {
  joints: number[];
  weights: number[];
} {
  const packed = packInfluences(influences);
  const weights = packed.map(([, weight]) => Math.round(weight * 255));
  const rest = weights.slice(1).reduce((sum, weight) => sum + weight, 0);
  weights[0] = 255 - rest;
  return {
    // A joint without weight must be 0 by the specification.
    joints: [0, 1, 2, 3].map((i) => (at([...weights, 0, 0, 0, 0], i) > 0 ? (packed[i]?.[0] ?? 0) : 0)),
    weights: [0, 1, 2, 3].map((i) => weights[i] ?? 0),
  };
}
