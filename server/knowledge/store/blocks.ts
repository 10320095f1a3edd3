import type { HeldRows } from '../language-index.ts';
import type { TextPart } from '../part.ts';
import type { Rows } from '../vectors/rows.ts';
import { roomFor } from '../vectors/space.ts';
import { pack, unpack } from './pack.ts';

const PAGE_BYTES = 65_536;
/** What scanning writes is 12 bytes a row of 16 bytes or more, beside its scale; questions fit into the last page. */
const ROOM_SHARE = 0.75;
const ALIGNMENT = 16;

/** Bytes of a part that threads share and a file holds as they are. */
export interface Block {
  bytes: Uint8Array;
  /** Set for vectors: the scanning program runs in it. */
  memory: WebAssembly.Memory | null;
}

/** A part in blocks, as it is kept. */
export interface StoredPart {
  text: Block;
  offline: Block;
  remote: (Block & { embedder: string }) | null;
}

/** Memory that threads share. */
export const sharedBytes = (bytes: number) => new Uint8Array(new SharedArrayBuffer(bytes));

/**
 * Memory that threads share and in which the scanning program can run: with room for it after the bytes, which takes no
 * memory until it is written to. The bytes themselves never change: they may be on their way to disk.
 */
export function scannable(bytes: number): Required<Block> {
  const pages = Math.ceil((bytes * (1 + ROOM_SHARE)) / PAGE_BYTES) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return { bytes: new Uint8Array(memory.buffer, 0, bytes), memory };
}

export const textBlock = (text: TextPart): Block => ({ bytes: pack(text, sharedBytes), memory: null });

/** Vectors of a part, and of an embeddings server's the digest of each text, by which vectors are kept. */
export interface VectorBlock {
  rows: Rows;
  digests: string[];
}

export function vectorBlock(vectors: VectorBlock): Block {
  let memory: WebAssembly.Memory | null = null;
  const bytes = pack(vectors, (size) => {
    const made = scannable(size);
    memory = made.memory;
    return made.bytes;
  });
  return { bytes, memory };
}

export const openText = ({ bytes }: Block): TextPart => unpack<TextPart>(bytes);

/** @throws when the block does not lie in a memory with room for scanning. */
export function openVectors({ bytes, memory }: Block): HeldRows & { digests: string[] } {
  if (!memory) throw new Error('vectors lie in a memory for scanning');
  const vectors = unpack<VectorBlock>(bytes);
  const room = Math.ceil((bytes.byteOffset + bytes.length) / ALIGNMENT) * ALIGNMENT;
  if (room + roomFor(vectors.rows) > memory.buffer.byteLength)
    throw new Error(`there is no room for scanning rows of ${vectors.rows.width} bytes`);
  return { ...vectors, memory, room };
}

/** Takes up a part from its blocks. Takes no time worth mentioning. */
export function openPart(blocks: Pick<StoredPart, 'text' | 'offline'> & { remote: Block | null }) {
  return {
    text: openText(blocks.text),
    offline: openVectors(blocks.offline),
    remote: blocks.remote && openVectors(blocks.remote),
  };
}
