/**
 * Which documents hold a term, and how much of it. Typed arrays alone, so that a worker hands them over without copying
 * and a file holds them as they are. Never changed once built.
 */
export interface Postings {
  /** Distinct terms, ascending ({@link termKey}). */
  keys: Uint32Array;
  /** By term, where its entries begin in `owners` and `impacts`; one more than there are terms. */
  starts: Uint32Array;
  owners: Uint32Array;
  impacts: Float32Array;
  /** Number of documents, those without any term included. */
  documents: number;
}

export interface PostingsBuilder {
  /** Documents are numbered from 0 and added in order, a term once each. */
  add(owner: number, key: number, impact: number): void;
  build(documents: number): Postings;
}

const RADIX_BITS = 11;

/** Order of the entries by key; entries of one key stay in the order in which they were added. */
function orderByKey(keys: Uint32Array, count: number): Uint32Array {
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) order[i] = i;
  let next = new Uint32Array(count);
  const mask = (1 << RADIX_BITS) - 1;
  for (let shift = 0; shift < 32; shift += RADIX_BITS) {
    const places = new Uint32Array(mask + 2);
    for (let i = 0; i < count; i += 1) {
      const digit = (((keys[i] ?? 0) >>> shift) & mask) + 1;
      places[digit] = (places[digit] ?? 0) + 1;
    }
    for (let i = 1; i < places.length; i += 1) places[i] = (places[i] ?? 0) + (places[i - 1] ?? 0);
    for (const entry of order) {
      const digit = ((keys[entry] ?? 0) >>> shift) & mask;
      const place = places[digit] ?? 0;
      next[place] = entry;
      places[digit] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

export function createPostingsBuilder(): PostingsBuilder {
  let keys = new Uint32Array(1024);
  let owners = new Uint32Array(1024);
  let impacts = new Float32Array(1024);
  let count = 0;
  const grow = () => {
    const size = keys.length * 2;
    const wider = [new Uint32Array(size), new Uint32Array(size), new Float32Array(size)] as const;
    wider[0].set(keys);
    wider[1].set(owners);
    wider[2].set(impacts);
    [keys, owners, impacts] = wider;
  };
  return {
    add(owner, key, impact) {
      if (count === keys.length) grow();
      keys[count] = key;
      owners[count] = owner;
      impacts[count] = impact;
      count += 1;
    },
    build(documents) {
      const order = orderByKey(keys, count);
      let distinct = 0;
      for (let place = 0; place < count; place += 1)
        if (place === 0 || keys[order[place] ?? 0] !== keys[order[place - 1] ?? 0]) distinct += 1;
      const result: Postings = {
        keys: new Uint32Array(distinct),
        starts: new Uint32Array(distinct + 1),
        owners: new Uint32Array(count),
        impacts: new Float32Array(count),
        documents,
      };
      let term = -1;
      for (let place = 0; place < count; place += 1) {
        const entry = order[place] ?? 0;
        const key = keys[entry] ?? 0;
        if (term < 0 || result.keys[term] !== key) {
          term += 1;
          result.keys[term] = key;
          result.starts[term] = place;
        }
        result.owners[place] = owners[entry] ?? 0;
        result.impacts[place] = impacts[entry] ?? 0;
      }
      result.starts[distinct] = count;
      return result;
    },
  };
}

/** Entries of a term as `[from, to)` in `owners` and `impacts`; both 0 when no document holds it. */
export function rangeOf({ keys, starts }: Postings, key: number): [from: number, to: number] {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = keys[middle] ?? 0;
    if (found === key) return [starts[middle] ?? 0, starts[middle + 1] ?? 0];
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return [0, 0];
}
