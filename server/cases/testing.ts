/** Repeatable bytes for tests (mulberry32, a 32-bit generator): never for real receipts. */
export function seededRandom(seed: number): (bytes: number) => Uint8Array {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 24) & 0xff;
  };
  return (bytes) => Uint8Array.from({ length: bytes }, next);
}
