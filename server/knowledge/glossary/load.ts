import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';
import { type LocatedYaml, parseYaml } from '../load/front-matter.ts';
import { createPace } from '../pace.ts';
import { normalize } from '../tokens.ts';
import type { GuideProblem } from '../types.ts';
import { cutItems, type Piece } from './items.ts';
import { GlossaryEntry, GlossaryHead } from './schema.ts';
import { unitsOf } from './units.ts';

export interface LoadedGlossary {
  /** Empty when the file is missing or has problems. */
  entries: readonly GlossaryEntry[];
  /** Why the file was refused. */
  problems: GuideProblem[];
}

type Path = readonly (string | number)[];

const LANGUAGES: readonly Locale[] = ['zh', 'en'];
const EXACT = ['words', 'heard'] as const;

/** Where the glossary of a folder of guides is: `glossary.yaml` beside it. */
export const glossaryBeside = (guidesDir: string) => join(guidesDir, '..', 'glossary.yaml');

/** Refuses bytes that are not UTF-8 instead of comparing with � in their place. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What is wrong between entries: an id, or a word, that stands for two things. */
function clashes(entries: readonly GlossaryEntry[]): { path: Path; message: string }[] {
  const found: { path: Path; message: string }[] = [];
  const ids = new Map<string, number>();
  for (const [i, { id }] of entries.entries()) {
    if (ids.has(id))
      found.push({ path: ['entries', i, 'id'], message: `"${id}" is the id of an earlier entry` });
    ids.set(id, i);
  }
  for (const lang of LANGUAGES) {
    const owners = new Map<string, string>();
    for (const [i, { id, [lang]: names }] of entries.entries()) {
      if (!names) continue;
      const own = new Set<string>();
      const check = (form: string, exact: boolean, path: Path) => {
        const key = unitsOf(normalize(form)).join(' ');
        const owner = owners.get(key);
        if (own.has(key)) found.push({ path, message: `"${form}" is said twice in this entry` });
        else if (exact && owner !== undefined)
          found.push({
            path,
            message: `"${form}" is a word of "${owner}" too; a word of both is "wider" in one`,
          });
        own.add(key);
        if (exact && owner === undefined) owners.set(key, id);
      };
      check(names.term, true, ['entries', i, lang, 'term']);
      for (const field of EXACT)
        for (const [j, form] of names[field].entries()) check(form, true, ['entries', i, lang, field, j]);
      for (const [j, form] of names.wider.entries()) check(form, false, ['entries', i, lang, 'wider', j]);
    }
  }
  return found;
}

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

/** The text of a glossary file → its entries, or what is wrong with it, by line and field. */
export async function parseGlossary(file: string, source: string): Promise<LoadedGlossary> {
  const pace = createPace();
  const entries: GlossaryEntry[] = [];
  const problems: GuideProblem[] = [];
  const located: LocatedYaml[] = [];
  const { head, items } = cutItems(source);

  const read = <T>(piece: Piece, schema: z.ZodType<T>, path: Path): T | undefined => {
    const yaml = parseYaml(piece.text, piece.line);
    if (path.length > 0) located.push(yaml);
    problems.push(...yaml.problems.map((problem) => ({ file, ...problem })));
    if (yaml.problems.length > 0) return undefined;
    const parsed = schema.safeParse(yaml.value);
    if (!parsed.success) problems.push(...shapeProblems(file, parsed.error, yaml, path));
    return parsed.data;
  };

  read(head, GlossaryHead, []);
  for (const [i, item] of items.entries()) {
    entries.push(...(read(item, z.tuple([GlossaryEntry]), ['entries', i]) ?? []));
    await pace();
  }
  if (problems.length > 0) return { entries: [], problems };
  for (const { path, message } of clashes(entries)) {
    const [list, i, ...inside] = path;
    const line = located[Number(i)]?.lineOf([0, ...inside]) ?? 1;
    problems.push({ file, line, field: [list, i, ...inside].join('.'), message });
  }
  return { entries: problems.length > 0 ? [] : entries, problems };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Reads a glossary. A missing file is an empty glossary; a broken one is refused whole, with its problems. */
export async function loadGlossary(file: string): Promise<LoadedGlossary> {
  try {
    return await parseGlossary(file, utf8.decode(await readFile(file)));
  } catch (error) {
    if (isMissing(error)) return { entries: [], problems: [] };
    const reason = error instanceof Error ? error.message : String(error);
    return { entries: [], problems: [{ file, line: 1, field: '', message: `cannot be read: ${reason}` }] };
  }
}
