/** How often each key was counted: a hash table in typed arrays, which a file holds and threads share as it is. */
export interface KeyCounts {
  /** By slot, the key; 0 in an empty slot. A power of two long, at most half full. */
  keys: Uint32Array;
  /** By slot, the count. */
  counts: Uint32Array;
}

export interface KeyCounter {
  add(key: number): void;
  /** What was counted so far; counting on leaves it alone no longer. */
  table(): KeyCounts;
}

/** Fibonacci hashing (Knuth, TAOCP 6.4): keys are hashes of short texts already, neighbouring ones among them. */
const slotOf = (key: number, mask: number) => (Math.imul(key, 0x9e3779b1) >>> 7) & mask;

/** 0 marks an empty slot, so the key 0 counts as 1: one more collision among four thousand million. */
const stored = (key: number) => key || 1;

/** The slot of a key, or the empty one where it belongs. */
function find({ keys }: KeyCounts, key: number): number {
  const mask = keys.length - 1;
  let slot = slotOf(key, mask);
  while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}

const empty = (slots: number): KeyCounts => ({
  keys: new Uint32Array(slots),
  counts: new Uint32Array(slots),
});

/** Counts 32-bit keys. */
export function createKeyCounter(): KeyCounter {
  let table = empty(1024);
  let distinct = 0;
  const grow = () => {
    const wider = empty(table.keys.length * 2);
    for (const [slot, key] of table.keys.entries()) {
      if (key === 0) continue;
      const place = find(wider, key);
      wider.keys[place] = key;
      wider.counts[place] = table.counts[slot] ?? 0;
    }
    table = wider;
  };
  return {
    add(key) {
      const own = stored(key);
      let slot = find(table, own);
      if (table.keys[slot] === 0) {
        if (distinct * 2 >= table.keys.length) {
          grow();
          slot = find(table, own);
        }
        distinct += 1;
        table.keys[slot] = own;
      }
      table.counts[slot] = (table.counts[slot] ?? 0) + 1;
    },
    table: () => table,
  };
}

/** Times a key was counted; 0 when never. */
export const countOf = (table: KeyCounts, key: number): number => table.counts[find(table, stored(key))] ?? 0;
