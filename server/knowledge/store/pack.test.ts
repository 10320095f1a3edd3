import { describe, expect, it } from 'vitest';
import { sharedBytes } from './blocks.ts';
import { pack, unpack } from './pack.ts';

describe('a packed tree', () => {
  const tree = {
    name: '读者证',
    nothing: null,
    nested: { words: Uint32Array.of(1, 2 ** 32 - 1), impacts: Float32Array.of(0.5, -2) },
    lists: [Int8Array.of(-1), Uint16Array.of(65_535), Int32Array.of(-5, 6, 7), Float32Array.of()],
  };

  it('comes out as it went in', () => {
    expect(unpack(pack(tree, sharedBytes))).toEqual(tree);
  });

  it('is not copied when it is taken up', () => {
    const block = pack(tree, sharedBytes);
    const taken = unpack<typeof tree>(block);
    expect(taken.nested.words.buffer).toBe(block.buffer);
  });

  it('may lie anywhere in a memory', () => {
    const block = pack(tree, (bytes) => new Uint8Array(sharedBytes(bytes + 64).buffer, 32, bytes));
    expect(unpack(block)).toEqual(tree);
  });
});
