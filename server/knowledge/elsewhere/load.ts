import { join } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import { type Clash, type ListFormat, type LoadedList, loadList, parseList } from '../load/list.ts';
import { normalize } from '../tokens.ts';
import type { GuideProblem } from '../types.ts';
import { ElsewhereMatter } from './schema.ts';

export interface LoadedElsewhere {
  /** Empty when the file is missing or has problems. */
  matters: ElsewhereMatter[];
  /** Why the file was refused. */
  problems: GuideProblem[];
}

const LANGUAGES: readonly Locale[] = ['zh', 'en'];

/** Where the matters of other offices are: `elsewhere.yaml` beside the folder of guides. */
export const elsewhereBeside = (guidesDir: string) => join(guidesDir, '..', 'elsewhere.yaml');

/** An id, or a name, that stands for two matters. */
function clashes(matters: readonly ElsewhereMatter[]): Clash[] {
  const found: Clash[] = [];
  const ids = new Set<string>();
  for (const [item, { id }] of matters.entries()) {
    if (ids.has(id)) found.push({ item, inside: ['id'], message: `"${id}" is the id of an earlier matter` });
    ids.add(id);
  }
  for (const lang of LANGUAGES) {
    const owners = new Map<string, string>();
    for (const [item, { id, [lang]: names }] of matters.entries())
      for (const [i, name] of names.entries()) {
        const key = normalize(name);
        const owner = owners.get(key);
        if (owner !== undefined)
          found.push({ item, inside: [lang, i], message: `"${name}" is a name of "${owner}" already` });
        owners.set(key, id);
      }
  }
  return found;
}

const FORMAT: ListFormat<ElsewhereMatter> = { key: 'matters', item: ElsewhereMatter, clashes };

const loaded = ({ items, problems }: LoadedList<ElsewhereMatter>): LoadedElsewhere => ({
  matters: [...items],
  problems,
});

/** The text of such a file → its matters, or what is wrong with it, by line and field. */
export const parseElsewhere = async (file: string, source: string): Promise<LoadedElsewhere> =>
  loaded(await parseList(file, source, FORMAT));

/** Reads the matters of other offices. A missing file is an empty list; a broken one is refused whole. */
export const loadElsewhere = async (file: string): Promise<LoadedElsewhere> =>
  loaded(await loadList(file, FORMAT));
