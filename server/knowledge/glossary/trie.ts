/** Sequences of units with what each stands for. */
export interface Trie<T> {
  add(units: readonly string[], value: T): void;
  /** Calls `found` for every sequence that begins at `from`, shortest first, with its length in units. */
  walk(
    units: readonly { text: string }[],
    from: number,
    found: (length: number, values: readonly T[]) => void,
  ): void;
}

interface Node<T> {
  next: Map<string, Node<T>>;
  values: T[];
}

/** An empty trie. A walk costs the length of the longest sequence found, whatever the number of sequences. */
export function createTrie<T>(): Trie<T> {
  const root: Node<T> = { next: new Map(), values: [] };
  return {
    add(units, value) {
      let node = root;
      for (const unit of units) {
        const known = node.next.get(unit);
        const next: Node<T> = known ?? { next: new Map(), values: [] };
        if (!known) node.next.set(unit, next);
        node = next;
      }
      node.values.push(value);
    },
    walk(units, from, found) {
      let node: Node<T> | undefined = root;
      for (let at = from; node; at += 1) {
        if (node.values.length > 0) found(at - from, node.values);
        const unit = units[at];
        node = unit && node.next.get(unit.text);
      }
    },
  };
}
