import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import { type Clash, type ListFormat, type LoadedList, loadList, parseList } from '../load/list.ts';
import { normalize } from '../tokens.ts';
import type { GuideProblem } from '../types.ts';
import { GlossaryEntry } from './schema.ts';
import { unitsOf } from './units.ts';

export interface LoadedGlossary {
  /** Empty when the file is missing or has problems. */
  entries: readonly GlossaryEntry[];
  /** Why the file was refused. */
  problems: GuideProblem[];
}

const LANGUAGES: readonly Locale[] = ['zh', 'en'];
const EXACT = ['words', 'heard'] as const;

/** Where the glossary of a folder of guides is: `glossary.yaml` beside it. */
export const glossaryBeside = (guidesDir: string) => join(guidesDir, '..', 'glossary.yaml');

/** What is wrong between entries: an id, or a word, that stands for two things. */
function clashes(entries: readonly GlossaryEntry[]): Clash[] {
  const found: Clash[] = [];
  const ids = new Map<string, number>();
  for (const [i, { id }] of entries.entries()) {
    if (ids.has(id))
      found.push({ item: i, inside: ['id'], message: `"${id}" is the id of an earlier entry` });
    ids.set(id, i);
  }
  for (const lang of LANGUAGES) {
    const owners = new Map<string, string>();
    for (const [i, { id, [lang]: names }] of entries.entries()) {
      if (!names) continue;
      const own = new Set<string>();
      const check = (form: string, exact: boolean, inside: Clash['inside']) => {
        const key = unitsOf(normalize(form)).join(' ');
        const owner = owners.get(key);
        if (own.has(key)) found.push({ item: i, inside, message: `"${form}" is said twice in this entry` });
        else if (exact && owner !== undefined)
          found.push({
            item: i,
            inside,
            message: `"${form}" is a word of "${owner}" too; a word of both is "wider" in one`,
          });
        own.add(key);
        if (exact && owner === undefined) owners.set(key, id);
      };
      check(names.term, true, [lang, 'term']);
      for (const field of EXACT)
        for (const [j, form] of names[field].entries()) check(form, true, [lang, field, j]);
      for (const [j, form] of names.wider.entries()) check(form, false, [lang, 'wider', j]);
    }
  }
  return found;
}

const FORMAT: ListFormat<GlossaryEntry> = { key: 'entries', item: GlossaryEntry, clashes };

const loaded = ({ items, problems }: LoadedList<GlossaryEntry>): LoadedGlossary => ({
  entries: items,
  problems,
});

/** The text of a glossary file → its entries, or what is wrong with it, by line and field. */
export const parseGlossary = async (file: string, source: string): Promise<LoadedGlossary> =>
  loaded(await parseList(file, source, FORMAT));

/** Reads a glossary. A missing file is an empty glossary; a broken one is refused whole, with its problems. */
export const loadGlossary = async (file: string): Promise<LoadedGlossary> =>
  loaded(await loadList(file, FORMAT));
