import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createPace } from '../pace.ts';
import type { Guide, GuideProblem } from '../types.ts';
import { nameParts, type ParsedGuide, parseGuide } from './parse.ts';

export interface LoadedGuides {
  /** Every guide that could be read, whatever its status, in the order of file names. */
  guides: Guide[];
  /** Why files were refused. */
  problems: GuideProblem[];
  warnings: GuideProblem[];
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Refuses bytes that are not UTF-8 instead of serving � in their place. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads every `*.md` file of a folder. A broken file is refused with its problems, the others are loaded. An id
 * counts as present when its file is, so that one broken file does not pull down those that refer to it. As the file
 * name carries id and language, there is never more than one version of a guide.
 * @param today ISO date, for reviews that are due.
 */
export async function loadGuides(guidesDir: string, today: string): Promise<LoadedGuides> {
  let files: string[];
  try {
    files = (await readdir(guidesDir)).filter((name) => name.endsWith('.md')).sort();
  } catch (error) {
    const message = `the folder of guides cannot be read: ${reasonOf(error)}; set GUIDES_DIR to a folder of <id>.<lang>.md files`;
    return { guides: [], problems: [{ file: guidesDir, line: 1, field: '', message }], warnings: [] };
  }
  const known = { zh: new Set<string>(), en: new Set<string>() };
  for (const name of files) {
    const parts = nameParts(name);
    if (parts) known[parts.lang].add(parts.id);
  }

  const pace = createPace();
  const loaded: LoadedGuides = { guides: [], problems: [], warnings: [] };
  for (const name of files) {
    const file = join(guidesDir, name);
    let parsed: ParsedGuide;
    try {
      const source = utf8.decode(await readFile(file));
      parsed = parseGuide(file, source, known[nameParts(name)?.lang ?? 'zh'], today);
    } catch (error) {
      // Whatever one file holds, even nesting that exhausts a parser's stack, the others are served.
      loaded.problems.push({ file, line: 1, field: '', message: `cannot be read: ${reasonOf(error)}` });
      continue;
    }
    if (parsed.guide) loaded.guides.push(parsed.guide);
    loaded.problems.push(...parsed.problems);
    loaded.warnings.push(...parsed.warnings);
    await pace();
  }
  return loaded;
}
