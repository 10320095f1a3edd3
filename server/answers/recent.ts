/**
 * What was worked out for the last `limit` keys, so that work on texts that come again is done once. The oldest goes
 * first, whether it was asked for since or not.
 */
export function remembering<Key, Value>(limit: number, work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, { value: Value }>();
  return (key) => {
    const kept = known.get(key);
    if (kept) return kept.value;
    const value = work(key);
    const oldest = known.keys().next();
    if (known.size >= limit && !oldest.done) known.delete(oldest.value);
    known.set(key, { value });
    return value;
  };
}
