import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { createPace } from '../pace.ts';
import type { GuideProblem } from '../types.ts';
import { type LocatedYaml, parseYaml } from './front-matter.ts';
import { cutItems, type Piece } from './items.ts';

type Path = readonly (string | number)[];

/** What is wrong between items that are each sound. */
export interface Clash {
  /** 0-based place of the item in the list. */
  item: number;
  /** Where in the item. */
  inside: Path;
  message: string;
}

/** A YAML file that is one list under one key. */
export interface ListFormat<T> {
  key: string;
  item: z.ZodType<T>;
  clashes(items: readonly T[]): Clash[];
}

export interface LoadedList<T> {
  /** Empty when the file is missing or has problems. */
  items: readonly T[];
  /** Why the file was refused. */
  problems: GuideProblem[];
}

/** Refuses bytes that are not UTF-8 instead of comparing with � in their place. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Problems that a schema found in a piece of the file; `path` is where the piece stands in the whole. */
function shapeProblems(file: string, { issues }: z.ZodError, yaml: LocatedYaml, path: Path): GuideProblem[] {
  const at = (inside: readonly PropertyKey[]) => [...path, ...inside].join('.');
  return issues.flatMap((issue): GuideProblem[] => {
    // The piece is a list of one; a path inside starts with its place there.
    const inside = path.length === 0 ? issue.path : issue.path.slice(1);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        file,
        line: yaml.lineOfKey(issue.path, key),
        field: at([...inside, key]),
        message: `unknown key "${key}"`,
      }));
    return [{ file, line: yaml.lineOf(issue.path), field: at(inside), message: issue.message }];
  });
}

/** The text of a list file → its items, or what is wrong with it, by line and field. The event loop breathes between. */
export async function parseList<T>(
  file: string,
  source: string,
  { key, item: Item, clashes }: ListFormat<T>,
): Promise<LoadedList<T>> {
  const pace = createPace();
  const list: T[] = [];
  const problems: GuideProblem[] = [];
  const located: LocatedYaml[] = [];
  const { head, items } = cutItems(source);
  /** What stands before the first item. */
  const Head = z.strictObject({
    [key]: z.union([z.null(), z.tuple([])], 'write the list below it, "- " at the head of each entry'),
  });

  const read = <U>(piece: Piece, schema: z.ZodType<U>, path: Path): U | undefined => {
    const yaml = parseYaml(piece.text, piece.line);
    if (path.length > 0) located.push(yaml);
    problems.push(...yaml.problems.map((problem) => ({ file, ...problem })));
    if (yaml.problems.length > 0) return undefined;
    const parsed = schema.safeParse(yaml.value);
    if (!parsed.success) problems.push(...shapeProblems(file, parsed.error, yaml, path));
    return parsed.data;
  };

  read(head, Head, []);
  for (const [i, item] of items.entries()) {
    list.push(...(read(item, z.tuple([Item]), [key, i]) ?? []));
    await pace();
  }
  if (problems.length > 0) return { items: [], problems };
  for (const { item, inside, message } of clashes(list)) {
    const line = located[item]?.lineOf([0, ...inside]) ?? 1;
    problems.push({ file, line, field: [key, item, ...inside].join('.'), message });
  }
  return { items: problems.length > 0 ? [] : list, problems };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Reads a list file. A missing one is an empty list; a broken one is refused whole, with its problems. */
export async function loadList<T>(file: string, format: ListFormat<T>): Promise<LoadedList<T>> {
  try {
    return await parseList(file, utf8.decode(await readFile(file)), format);
  } catch (error) {
    if (isMissing(error)) return { items: [], problems: [] };
    const reason = error instanceof Error ? error.message : String(error);
    return { items: [], problems: [{ file, line: 1, field: '', message: `cannot be read: ${reason}` }] };
  }
}
