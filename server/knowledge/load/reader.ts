import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import { createPace } from '../pace.ts';
import type { Guide, GuideProblem } from '../types.ts';
import { nameParts, type ParsedGuide, parseGuide } from './parse.ts';
import { unresolved } from './rules.ts';
import { isSame, type Stamp, stampOf } from './stamp.ts';

export interface LoadedGuides {
  /** Every guide that could be read, whatever its status, in the order of file names. */
  guides: Guide[];
  /** Why files were refused. */
  problems: GuideProblem[];
  warnings: GuideProblem[];
}

export interface GuidesReader {
  /**
   * Reads the folder; files that did not change since the last reading are not opened again, and their guides are the
   * same objects.
   * @param today ISO date, for reviews that are due.
   */
  read(today: string): Promise<LoadedGuides>;
}

interface ReadFile {
  path: string;
  lang: Locale;
  /** undefined: the file could not be read, and is tried again. */
  stamp: Stamp | undefined;
  parsed: ParsedGuide;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** To find a file unchanged takes less than to ask each time whether to breathe. */
const UNCHANGED_BETWEEN_BREATHS = 64;

const NOT_READ: ParsedGuide = { problems: [], warnings: [] };

/** Refuses bytes that are not UTF-8 instead of serving � in their place. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Ids of the guides that have these files. */
function idsIn(names: readonly string[]): Record<Locale, ReadonlySet<string>> {
  const ids = { zh: new Set<string>(), en: new Set<string>() };
  for (const name of names) {
    const parts = nameParts(name);
    if (parts) ids[parts.lang].add(parts.id);
  }
  return ids;
}

/**
 * Reads every `*.md` file of a folder, again and again. A broken file is refused with its problems, the others are
 * loaded. An id counts as present when its file is, so that one broken file does not pull down those that refer to it. As
 * the file name carries id and language, there is never more than one version of a guide.
 */
export function createGuidesReader(guidesDir: string): GuidesReader {
  let former = new Map<string, ReadFile>();
  let formerNames: readonly string[] = [];
  let known = idsIn(formerNames);

  const refuse = (file: string, error: unknown): ParsedGuide => ({
    problems: [{ file, line: 1, field: '', message: `cannot be read: ${reasonOf(error)}` }],
    warnings: [],
  });

  /** Reads a file that is there, unless it is as it was before. */
  async function readChanged(
    { path, lang }: Pick<ReadFile, 'path' | 'lang'>,
    known: ReadonlySet<string>,
    today: string,
  ): Promise<ReadFile | undefined> {
    try {
      const stamp = stampOf(path);
      if (!stamp) return undefined;
      return { path, lang, stamp, parsed: parseGuide(path, utf8.decode(await readFile(path)), known, today) };
    } catch (error) {
      // Whatever one file holds, even nesting that exhausts a parser's stack, the others are served.
      return { path, lang, stamp: undefined, parsed: refuse(path, error) };
    }
  }

  /**
   * Whether reading the file again would give what it gave before.
   * @param known ids of the guide files present, or undefined when they are the same as at the last reading.
   */
  function stillHolds(
    { path, stamp, parsed: { guide, warnings } }: ReadFile,
    known: ReadonlySet<string> | undefined,
    today: string,
  ): boolean {
    if (!guide || !stamp) return false;
    if (warnings.length > 0 !== guide.source.review_by < today) return false;
    if (known && unresolved(guide, known).length > 0) return false;
    try {
      const now = stampOf(path);
      return now !== undefined && isSame(stamp, now);
    } catch {
      // What is wrong with it is told by reading it.
      return false;
    }
  }

  return {
    async read(today) {
      let names: string[];
      try {
        names = (await readdir(guidesDir)).filter((name) => name.endsWith('.md')).sort();
      } catch (error) {
        const message = `the folder of guides cannot be read: ${reasonOf(error)}; set GUIDES_DIR to a folder of <id>.<lang>.md files`;
        return { guides: [], problems: [{ file: guidesDir, line: 1, field: '', message }], warnings: [] };
      }
      const sameNames =
        names.length === formerNames.length && names.every((name, i) => name === formerNames[i]);
      if (!sameNames) known = idsIn(names);
      const pace = createPace();
      const files = new Map<string, ReadFile>();
      for (const [i, name] of names.entries()) {
        const before = former.get(name) ?? {
          path: join(guidesDir, name),
          lang: nameParts(name)?.lang ?? 'zh',
          stamp: undefined,
          parsed: NOT_READ,
        };
        const ids = known[before.lang];
        if (stillHolds(before, sameNames ? undefined : ids, today)) files.set(name, before);
        else {
          const read = await readChanged(before, ids, today);
          if (read) files.set(name, read);
          await pace();
        }
        if (i % UNCHANGED_BETWEEN_BREATHS === 0) await pace();
      }
      former = files;
      formerNames = names;
      const all = [...files.values()].map(({ parsed }) => parsed);
      return {
        guides: all.flatMap(({ guide }) => guide ?? []),
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
      };
    },
  };
}
