/** What was worked out lately, by what it was worked out from. */
export interface Recent<K, V> {
  get(key: K, make: () => V): V;
}

/** Keeps the `most` values that were asked for last. What is kept is shared by all who ask: nobody may change it. */
export function createRecent<K, V>(most: number): Recent<K, V> {
  const kept = new Map<K, V>();
  return {
    get(key, make) {
      const known = kept.get(key);
      const value = known ?? make();
      // A map keeps the order of insertion: the first key is the one that nobody asked for longest.
      if (known !== undefined) kept.delete(key);
      else if (kept.size >= most)
        for (const oldest of kept.keys()) {
          kept.delete(oldest);
          break;
        }
      kept.set(key, value);
      return value;
    },
  };
}
