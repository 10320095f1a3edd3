import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPace } from '../pace.ts';
import type { Guide, GuideProblem } from '../types.ts';
import { nameParts, type ParsedGuide, parseGuide } from './parse.ts';
import { unresolved } from './rules.ts';
import { type Stamp, stampOf } from './stamp.ts';

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
  /** undefined: the file could not be read, and is tried again. */
  stamp: Stamp | undefined;
  parsed: ParsedGuide;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Refuses bytes that are not UTF-8 instead of serving � in their place. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads every `*.md` file of a folder, again and again. A broken file is refused with its problems, the others are
 * loaded. An id counts as present when its file is, so that one broken file does not pull down those that refer to it. As
 * the file name carries id and language, there is never more than one version of a guide.
 */
export function createGuidesReader(guidesDir: string): GuidesReader {
  let former = new Map<string, ReadFile>();

  const refuse = (file: string, error: unknown): ParsedGuide => ({
    problems: [{ file, line: 1, field: '', message: `cannot be read: ${reasonOf(error)}` }],
    warnings: [],
  });

  async function readOne(
    name: string,
    known: ReadonlySet<string>,
    today: string,
  ): Promise<ReadFile | undefined> {
    const file = join(guidesDir, name);
    try {
      const stamp = stampOf(file);
      if (!stamp) return undefined;
      const before = former.get(name);
      if (before && stillHolds(before, stamp, known, today)) return before;
      return { stamp, parsed: parseGuide(file, utf8.decode(await readFile(file)), known, today) };
    } catch (error) {
      // Whatever one file holds, even nesting that exhausts a parser's stack, the others are served.
      return { stamp: undefined, parsed: refuse(file, error) };
    }
  }

  /** Whether reading the file again would give what it gave before. */
  function stillHolds(read: ReadFile, stamp: Stamp, known: ReadonlySet<string>, today: string): boolean {
    if (!read.stamp?.settled || read.stamp.text !== stamp.text) return false;
    const { guide, warnings } = read.parsed;
    if (!guide || unresolved(guide, known).length > 0) return false;
    return warnings.length > 0 === guide.source.review_by < today;
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
      const known = { zh: new Set<string>(), en: new Set<string>() };
      for (const name of names) {
        const parts = nameParts(name);
        if (parts) known[parts.lang].add(parts.id);
      }
      const pace = createPace();
      const files = new Map<string, ReadFile>();
      for (const name of names) {
        const read = await readOne(name, known[nameParts(name)?.lang ?? 'zh'], today);
        if (read) files.set(name, read);
        await pace();
      }
      former = files;
      const all = [...files.values()].map(({ parsed }) => parsed);
      return {
        guides: all.flatMap(({ guide }) => guide ?? []),
        problems: all.flatMap(({ problems }) => problems),
        warnings: all.flatMap(({ warnings }) => warnings),
      };
    },
  };
}
