import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AVATARS_DIR } from '../index.ts';
import { at } from '../math/vector.ts';
import { readGlbJson } from '../vrm/glb.ts';

const index = z.int().min(0);
const extensions = z.record(z.string(), z.unknown()).default({});

/** The parts of a glTF document that tests look at. */
export const Gltf = z.object({
  nodes: z.array(
    z.object({
      name: z.string(),
      children: z.array(index).default([]),
      translation: z.array(z.number()).default([0, 0, 0]),
      extensions,
    }),
  ),
  meshes: z
    .array(
      z.object({
        name: z.string(),
        primitives: z.array(
          z.object({
            attributes: z.record(z.string(), index),
            indices: index,
            material: index,
            targets: z.array(z.object({ POSITION: index })).default([]),
          }),
        ),
      }),
    )
    .default([]),
  materials: z.array(z.object({ name: z.string(), extensions })).default([]),
  animations: z
    .array(
      z.object({
        samplers: z.array(z.object({ input: index, output: index, interpolation: z.string() })),
        channels: z.array(z.object({ sampler: index, target: z.object({ node: index, path: z.string() }) })),
      }),
    )
    .default([]),
  accessors: z.array(
    z.object({
      bufferView: index.optional(),
      componentType: z.int(),
      count: z.int(),
      type: z.string(),
      normalized: z.boolean().optional(),
      sparse: z
        .object({
          count: z.int(),
          indices: z.object({ bufferView: index }),
          values: z.object({ bufferView: index }),
        })
        .optional(),
    }),
  ),
  bufferViews: z.array(z.object({ byteOffset: z.int(), byteLength: z.int() })),
  extensions,
});
export type Gltf = z.infer<typeof Gltf>;

export interface GlbFile {
  json: Gltf;
  /** Bytes of a buffer view. */
  view(index: number): Uint8Array<ArrayBuffer>;
}

export const readCommitted = (path: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(AVATARS_DIR, path)));

export function parseGlb(bytes: Uint8Array): GlbFile {
  const json = Gltf.parse(readGlbJson(bytes));
  const textLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
  const binary = bytes.slice(12 + 8 + textLength + 8);
  return {
    json,
    view(i) {
      const { byteOffset, byteLength } = at(json.bufferViews, i);
      return binary.slice(byteOffset, byteOffset + byteLength);
    },
  };
}

/** Values of a float accessor stored in full. */
export function floats({ json, view }: GlbFile, accessor: number): Float32Array {
  const { bufferView } = at(json.accessors, accessor);
  return bufferView === undefined ? new Float32Array() : new Float32Array(view(bufferView).buffer);
}

/** The vectors that a sparse VEC3 accessor sets, by vertex. */
export function sparseVectors({ json, view }: GlbFile, accessor: number): Map<number, readonly number[]> {
  const { sparse } = at(json.accessors, accessor);
  if (!sparse) return new Map();
  const vertices = new Uint16Array(view(sparse.indices.bufferView).buffer);
  const values = new Float32Array(view(sparse.values.bufferView).buffer);
  return new Map([...vertices].map((vertex, i) => [vertex, [...values.subarray(i * 3, i * 3 + 3)]]));
}
