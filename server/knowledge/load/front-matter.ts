import { isCollection, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';

/** A file cut at its `---` lines. `bodyLine` is the 1-based line on which the body starts. */
export interface SplitFile {
  yaml: string;
  /** 1-based line of the first YAML line. */
  yamlLine: number;
  body: string;
  bodyLine: number;
}

/** Cuts YAML front matter from the Markdown after it; undefined when the file does not start with `---`…`---`. */
export function splitFrontMatter(source: string): SplitFile | undefined {
  const text = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(text);
  if (match?.index !== 0) return undefined;
  const yaml = match[1] ?? '';
  const yamlLines = yaml.split('\n').length - 1;
  return { yaml, yamlLine: 2, body: text.slice(match[0].length), bodyLine: yamlLines + 3 };
}

export interface LocatedProblem {
  line: number;
  field: string;
  message: string;
}

export interface LocatedYaml {
  /** Undefined when there are problems. */
  value: unknown;
  problems: LocatedProblem[];
  /** 1-based line in the file of the value at `path`, or of its nearest parent that exists. */
  lineOf(path: readonly PropertyKey[]): number;
  /** 1-based line of the key `key` in the mapping at `path`. */
  lineOfKey(path: readonly PropertyKey[], key: string): number;
}

/** Parses YAML (1.2 core schema: dates stay text) and remembers where each value stands in the file. */
export function parseYaml(yaml: string, firstLine: number): LocatedYaml {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1;

  const descend = (path: readonly PropertyKey[]): Node | null => {
    let node: Node | null = document.contents;
    for (const step of path) {
      if (!isCollection(node)) break;
      const next: unknown = node.get(step, true);
      if (!isScalar(next) && !isCollection(next)) break;
      node = next;
    }
    return node;
  };
  const lineOf = (path: readonly PropertyKey[]) => lineAt(descend(path)?.range?.[0] ?? 0);

  // Warnings are of tags such as !!js/function, which no guide needs.
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    field: '',
    message: `not valid YAML: ${error.message}`,
  }));
  visit(document, {
    Alias: (_key, { source, range }) => {
      const message = `"*${source}" refers to another value; write the value itself`;
      problems.push({ line: lineAt(range?.[0] ?? 0), field: '', message });
    },
  });

  return {
    value: problems.length > 0 ? undefined : document.toJS({ maxAliasCount: 0 }),
    problems,
    lineOf,
    lineOfKey(path, key) {
      const node = descend(path);
      const pair = isMap(node)
        ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
        : null;
      const range = isScalar(pair?.key) ? pair.key.range : undefined;
      return range ? lineAt(range[0]) : lineOf(path);
    },
  };
}
