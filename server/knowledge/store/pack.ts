/*
 * Trees of plain values and typed arrays as one block of bytes: a description in JSON, then the arrays as they lie in
 * memory. A block is shared between threads and written to disk as it is; taking it up copies nothing.
 */

const ARRAYS = {
  Int8Array,
  Uint8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
} as const;
type Arrays = (typeof ARRAYS)[keyof typeof ARRAYS];
type TypedArray = InstanceType<Arrays>;

/** Where an array lies: stands in its place in the description. */
interface Place {
  $array: keyof typeof ARRAYS;
  /** Bytes from the beginning of the block. */
  at: number;
  length: number;
}

/** Arrays begin at multiples of this many bytes. */
const ALIGNMENT = 16;
/** Two 32-bit numbers: the length of the description, and nothing. */
const PREFIX_BYTES = 8;
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

const aligned = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function kindOf(value: unknown): keyof typeof ARRAYS | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  return (Object.keys(ARRAYS) as (keyof typeof ARRAYS)[]).find((kind) => value instanceof ARRAYS[kind]);
}

/**
 * Packs a tree into a block of memory.
 * @param allocate gives zeroed memory, at least as long as asked for.
 */
export function pack(tree: unknown, allocate: (bytes: number) => Uint8Array): Uint8Array {
  const arrays: { array: TypedArray; place: Place }[] = [];
  let bytes = 0;
  // Places count from the end of the description until its length is known.
  const description = JSON.stringify(tree, (_key, value: unknown) => {
    const kind = kindOf(value);
    if (!kind) return value;
    const array = value as TypedArray;
    const place: Place = { $array: kind, at: bytes, length: array.length };
    arrays.push({ array, place });
    bytes = aligned(bytes + array.byteLength);
    return place;
  });
  const head = new TextEncoder().encode(description);
  const from = aligned(PREFIX_BYTES + head.length);
  const block = allocate(from + bytes);
  new Uint32Array(block.buffer, block.byteOffset, 1)[0] = head.length;
  block.set(head, PREFIX_BYTES);
  for (const { array, place } of arrays)
    block.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), from + place.at);
  return block;
}

/**
 * The tree of a block; its arrays are views into it.
 * @throws when the block was not made by {@link pack}.
 */
export function unpack<Tree>(block: Uint8Array): Tree {
  if (!LITTLE_ENDIAN) throw new Error('index files are little-endian; this machine is not');
  const [length = 0] = new Uint32Array(block.buffer, block.byteOffset, 1);
  // A copy: the decoder does not read shared memory.
  const head = new TextDecoder().decode(block.slice(PREFIX_BYTES, PREFIX_BYTES + length));
  const from = block.byteOffset + aligned(PREFIX_BYTES + length);
  const restore = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    // Long lists of words and digests are left as they are.
    if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(restore) : value;
    if ('$array' in value) {
      const { $array, at, length: count } = value as Place;
      return new ARRAYS[$array](block.buffer as ArrayBuffer, from + at, count);
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, restore(each)]));
  };
  return restore(JSON.parse(head)) as Tree;
}
