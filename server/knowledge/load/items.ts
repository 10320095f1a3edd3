/** A piece of a file. */
export interface Piece {
  text: string;
  /** 1-based line of the file on which it starts. */
  line: number;
}

/** A file that is one YAML list under a key, cut between the items of the list. */
export interface Cut {
  /** All before the first item: comments and the key. */
  head: Piece;
  items: Piece[];
}

/** Cuts at the lines that start an item of the outermost list, so that a long file can be parsed a bit at a time. */
export function cutItems(source: string): Cut {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const first = /^ *- /m.exec(lines.join('\n'))?.[0];
  const starts = first === undefined ? [] : lines.flatMap((line, i) => (line.startsWith(first) ? [i] : []));
  const piece = (from: number, to: number | undefined): Piece => ({
    text: lines.slice(from, to).join('\n'),
    line: from + 1,
  });
  return {
    head: piece(0, starts[0]),
    items: starts.map((start, i) => piece(start, starts[i + 1])),
  };
}
