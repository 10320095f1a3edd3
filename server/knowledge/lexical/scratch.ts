const kept = new Map<string, Float32Array>();

/**
 * An array of at least `length` zeros that is lent until the next call with the same name: scores of a large collection
 * take megabytes a search, which are better wiped than thrown away.
 */
export function zeroed(name: string, length: number): Float32Array {
  const known = kept.get(name);
  if (known && known.length >= length) return known.fill(0, 0, length);
  const made = new Float32Array(length);
  kept.set(name, made);
  return made;
}
