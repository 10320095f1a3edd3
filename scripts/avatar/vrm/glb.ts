import { concat } from '../textures/png.ts';

/** What a glTF property may hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { [key: string]: Json };

type AccessorType = 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4' | 'MAT4';
const COMPONENTS: Readonly<Record<AccessorType, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 };

type Components = Float32Array | Uint8Array | Uint16Array | Uint32Array;

/** componentType codes of glTF 2.0, §3.6.2.2. */
function componentType(data: Components): number {
  if (data instanceof Float32Array) return 5126;
  if (data instanceof Uint32Array) return 5125;
  return data instanceof Uint16Array ? 5123 : 5121;
}

export interface AccessorOptions {
  /** Integers stand for 0..1. */
  normalized?: boolean;
  /** Which vertex buffer it feeds; absent for animation data and matrices. */
  target?: 'attribute' | 'index';
  /** Writes min and max, as POSITION and animation times must have. */
  bounds?: boolean;
}

const TARGETS = { attribute: 34962, index: 34963 } as const;

/** Collects binary data and hands out the indices of its accessors and buffer views. */
export class GlbBuffer {
  readonly #parts: Uint8Array[] = [];
  readonly #views: JsonObject[] = [];
  readonly #accessors: JsonObject[] = [];
  #length = 0;

  /** Stores bytes, aligned to four, and returns the buffer view's index. */
  view(bytes: Uint8Array, target?: number): number {
    this.#parts.push(bytes);
    const view = { buffer: 0, byteOffset: this.#length, byteLength: bytes.byteLength };
    this.#length += bytes.byteLength;
    const padding = (4 - (this.#length % 4)) % 4;
    if (padding > 0) this.#parts.push(new Uint8Array(padding));
    this.#length += padding;
    return this.#views.push(target === undefined ? view : { ...view, target }) - 1;
  }

  /** Stores an accessor and returns its index. `data` holds whole elements of `type`. */
  accessor(data: Components, type: AccessorType, options: AccessorOptions = {}): number {
    const target = options.target && TARGETS[options.target];
    const accessor: JsonObject = {
      bufferView: this.view(bytesOf(data), target),
      componentType: componentType(data),
      count: data.length / COMPONENTS[type],
      type,
    };
    if (options.normalized) accessor.normalized = true;
    if (options.bounds) Object.assign(accessor, boundsOf(data, COMPONENTS[type]));
    return this.#accessors.push(accessor) - 1;
  }

  /** A VEC3 accessor that is zero but for the given elements: what morph targets mostly are. */
  sparseVec3(count: number, entries: readonly { index: number; value: readonly number[] }[]): number {
    const values = new Float32Array(entries.flatMap((entry) => entry.value));
    const accessor: JsonObject = { componentType: 5126, count, type: 'VEC3' };
    if (entries.length > 0) {
      accessor.sparse = {
        count: entries.length,
        indices: {
          bufferView: this.view(bytesOf(new Uint16Array(entries.map((entry) => entry.index)))),
          componentType: 5123,
        },
        values: { bufferView: this.view(bytesOf(values)) },
      };
    }
    const touched = boundsOf(values, 3);
    // Untouched elements are zero, and the bounds speak of all of them.
    accessor.min = touched.min.map((v) => Math.min(0, v));
    accessor.max = touched.max.map((v) => Math.max(0, v));
    return this.#accessors.push(accessor) - 1;
  }

  /** The whole file (GLB 2.0): `json` with this buffer's views and accessors, then the binary chunk. */
  encode(json: JsonObject): Uint8Array<ArrayBuffer> {
    const complete: JsonObject = {
      ...json,
      accessors: this.#accessors,
      bufferViews: this.#views,
      buffers: [{ byteLength: this.#length }],
    };
    const text = padded(new TextEncoder().encode(JSON.stringify(complete)), 0x20);
    const header = words(0x46546c67, 2, 12 + 8 + text.length + 8 + this.#length);
    return concat([
      header,
      words(text.length, 0x4e4f534a),
      text,
      words(this.#length, 0x004e4942),
      ...this.#parts,
    ]);
  }
}

const bytesOf = (data: Components): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

function boundsOf(data: Components, components: number): { min: number[]; max: number[] } {
  const min = new Array<number>(components).fill(Number.POSITIVE_INFINITY);
  const max = new Array<number>(components).fill(Number.NEGATIVE_INFINITY);
  data.forEach((value: number, i: number) => {
    const k = i % components;
    min[k] = Math.min(min[k] ?? value, value);
    max[k] = Math.max(max[k] ?? value, value);
  });
  return data.length > 0 ? { min, max } : { min: min.fill(0), max: max.fill(0) };
}

function words(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint32(i * 4, value, true);
  });
  return bytes;
}

function padded(bytes: Uint8Array, filler: number): Uint8Array {
  const whole = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(filler);
  whole.set(bytes);
  return whole;
}

/**
 * The JSON chunk of a GLB file.
 * @throws {SyntaxError} when the bytes are no GLB.
 */
export function readGlbJson(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 20 || view.getUint32(0, true) !== 0x46546c67)
    throw new SyntaxError('not a GLB file');
  const length = view.getUint32(12, true);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length)));
}
