import { describe, expect, it } from 'vitest';
import { toUnit } from '../embed/types.ts';
import { openVectors, vectorBlock } from '../store/blocks.ts';
import { createRowsBuilder } from './rows.ts';
import { createVectorSpace, type VectorPart } from './space.ts';

/** Width that is no multiple of what the scanning program takes at once. */
const DIMS = 50;

/** The same unit vectors at every run. */
function vectorOf(seed: number): Float32Array {
  return toUnit(Float32Array.from({ length: DIMS }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233)));
}

/** Every second row is a section, the others lead to the entry; two rows an entry. */
function part(rows: number, firstEntry: number, more: Partial<VectorPart> = {}): VectorPart {
  const builder = createRowsBuilder(rows);
  const numbers = Array.from({ length: rows }, (_, i) => i);
  for (const row of numbers) builder.add(vectorOf(firstEntry * 2 + row));
  return {
    ...openVectors(vectorBlock({ rows: builder.build(), digests: [] })),
    entries: Uint32Array.from(numbers, (row) => row >> 1),
    sections: Int32Array.from(numbers, (row) => (row % 2 === 0 ? -1 : row >> 1)),
    rowOfSection: Uint32Array.from({ length: rows >> 1 }, (_, section) => section * 2 + 1),
    firstEntry,
    firstSection: firstEntry,
    dead: new Set(),
    ...more,
  };
}

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('a vector space', () => {
  const question = vectorOf(0.4);
  const space = createVectorSpace([part(60, 0), part(40, 30)]);

  it('gives the nearest of all parts, by exact cosines', () => {
    const exact = Array.from({ length: 100 }, (_, row) => ({ row, cosine: cosine(question, vectorOf(row)) }));
    exact.sort((a, b) => b.cosine - a.cosine);
    const found = space.nearest(question, 12);
    expect(found).toHaveLength(12);
    for (const [rank, { entry, section, cosine: value }] of found.entries()) {
      expect(value).toBeCloseTo(exact[rank]?.cosine ?? 0, 2);
      expect(section === null || section === entry).toBe(true);
    }
    expect(found[0]?.entry).toBe((exact[0]?.row ?? 0) >> 1);
  });

  it('tells the cosine of any section, whichever vectors were compared before', () => {
    const other = vectorOf(7.7);
    for (const section of [0, 29, 30, 49])
      for (const vector of [question, other, vectorOf(section)])
        expect(space.cosine(vector, section)).toBeCloseTo(cosine(vector, vectorOf(section * 2 + 1)), 2);
  });

  it('tells the mean cosine to all vectors', () => {
    const all = Array.from({ length: 100 }, (_, row) => cosine(question, vectorOf(row)));
    expect(space.background(question)).toBeCloseTo(all.reduce((sum, value) => sum + value, 0) / 100, 4);
  });

  it('leaves out entries that are served no more', () => {
    const dead = new Set([0, 1, 2, 3]);
    const found = createVectorSpace([part(60, 0, { dead })]).nearest(question, 60);
    expect(found).toHaveLength(52);
    expect(found.every(({ entry }) => !dead.has(entry))).toBe(true);
  });

  it('leaves the block as it is, which may be on its way to disk', () => {
    const builder = createRowsBuilder(1);
    builder.add(vectorOf(1));
    const block = vectorBlock({ rows: builder.build(), digests: [] });
    const before = Uint8Array.from(block.bytes);
    const numbers = Uint32Array.of(0);
    const one = part(2, 0, {
      ...openVectors(block),
      entries: numbers,
      sections: Int32Array.of(0),
      rowOfSection: numbers,
    });
    expect(createVectorSpace([one]).nearest(question, 1)).toHaveLength(1);
    expect(block.bytes).toEqual(before);
  });

  it('finds nothing for a vector of another width, and all alike for none', () => {
    expect(space.nearest(new Float32Array(8), 3)).toEqual([]);
    expect(space.nearest(new Float32Array(DIMS), 3).map(({ cosine: value }) => value)).toEqual([0, 0, 0]);
  });

  describe('of many vectors, sketched', () => {
    const ROWS = 6000;
    const WIDTH = 384;
    let state = 1;
    // Lehmer, with the multiplier of Park and Miller 1988; about normally distributed when twelve are added up.
    const uniform = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const normal = () => Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value, -6);
    const topics = Array.from({ length: 300 }, () => Float32Array.from({ length: WIDTH }, normal));
    /** Texts of 300 topics; every third is so short that it fills few dimensions. */
    const vectors = Array.from({ length: ROWS }, (_, row) =>
      toUnit(
        Float32Array.from({ length: WIDTH }, (_, i) =>
          row % 3 === 0 && i % 8 !== row % 8 ? 0 : (topics[row % 300]?.[i] ?? 0) + 2 * normal(),
        ),
      ),
    );
    const builder = createRowsBuilder(ROWS);
    for (const vector of vectors) builder.add(vector);
    const numbers = Uint32Array.from(vectors.keys());
    const many = createVectorSpace([
      {
        ...openVectors(vectorBlock({ rows: builder.build(), digests: [] })),
        entries: numbers,
        sections: Int32Array.from(numbers),
        rowOfSection: numbers,
        firstEntry: 0,
        firstSection: 0,
        dead: new Set([7]),
      },
    ]);

    it('gives nearly all of the nearest that comparing all would give', () => {
      let found = 0;
      for (let asked = 0; asked < 60; asked += 1) {
        const question = toUnit(Float32Array.from(topics[asked] ?? [], (value) => value + 1.5 * normal()));
        const exact = vectors
          .map((vector, row) => ({ row, value: row === 7 ? -1 : cosine(question, vector) }))
          .sort((a, b) => b.value - a.value);
        const nearest = new Map(many.nearest(question, 10).map((each) => [each.entry, each.cosine]));
        expect(nearest.size).toBe(10);
        for (const { row, value } of exact.slice(0, 10)) {
          const told = nearest.get(row);
          if (told === undefined) continue;
          found += 1;
          expect(told).toBeCloseTo(value, 2);
        }
      }
      expect(found / 600).toBeGreaterThanOrEqual(0.97);
    });

    it('leaves out entries that are served no more, and finds all alike for no vector', () => {
      expect(many.nearest(vectors[7] ?? new Float32Array(0), 64).some(({ entry }) => entry === 7)).toBe(
        false,
      );
      expect(many.nearest(vectors[8] ?? new Float32Array(0), 1)[0]?.entry).toBe(8);
      expect(many.nearest(vectors[9] ?? new Float32Array(0), 1)[0]?.entry).toBe(9);
      expect(many.nearest(new Float32Array(WIDTH), 3).every((each) => each.cosine === 0)).toBe(true);
    });
  });
});
