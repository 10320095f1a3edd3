import type { Locale } from '#protocol/index.ts';
import { type FieldName, type Guide, isStated } from '#server/knowledge/index.ts';

/** Order in which languages are told; the first one present gives the figures. */
const LANGUAGES: readonly Locale[] = ['zh', 'en'];

/** Words by language; a language that has none is left out. */
export type Words = Partial<Record<Locale, string>>;

/** One service: the versions of its guide in the languages that it exists in. */
export interface Service {
  id: string;
  /** In the languages asked for: at least one, Chinese before English. */
  versions: readonly [Guide, ...Guide[]];
  /** In every language. Offices and laws are told apart by their names in these, whatever was asked for. */
  all: readonly Guide[];
}

/** Guides gathered by id, in the order of ids, whatever the order given; those with no version in `langs` left out. */
export function servicesOf(guides: readonly Guide[], langs: readonly Locale[] = LANGUAGES): Service[] {
  const byId = new Map<string, Guide[]>();
  for (const lang of LANGUAGES)
    for (const guide of guides)
      if (guide.lang === lang) byId.set(guide.id, [...(byId.get(guide.id) ?? []), guide]);
  return [...byId]
    .flatMap(([id, all]): Service[] => {
      const [first, ...rest] = all.filter(({ lang }) => langs.includes(lang));
      return first === undefined ? [] : [{ id, versions: [first, ...rest], all }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Words of every version of a service, by language. */
export const wordsOf = ({ versions }: Service, pick: (guide: Guide) => string | undefined): Words =>
  wordsIn(versions, pick);

/** A service's name of something, in every language that the service is known in. */
export const namesOf = ({ all }: Service, pick: (guide: Guide) => string | undefined): Words =>
  wordsIn(all, pick);

function wordsIn(guides: readonly Guide[], pick: (guide: Guide) => string | undefined): Words {
  const words: Words = {};
  for (const guide of guides) {
    const picked = pick(guide);
    if (picked !== undefined) words[guide.lang] = picked;
  }
  return words;
}

/** Whether every version states a field. */
export const states = ({ versions }: Service, field: FieldName): boolean =>
  versions.every((guide) => isStated(guide, field));

/** An entry of a list that all versions of a service hold, matched by key. */
export interface Entry<T> {
  key: string;
  /** As the first version has it. */
  main: T;
  /** Words of the entry by language. */
  words(pick: (item: T, guide: Guide) => string | undefined): Words;
}

/** Matches a list's entries across languages by `keyOf` (an id, or the place in the list where there is none). */
export function entriesOf<T>(
  { versions }: Service,
  listOf: (guide: Guide) => readonly T[],
  keyOf: (item: T, index: number) => string,
): Entry<T>[] {
  const entries = new Map<string, { guide: Guide; item: T }[]>();
  for (const guide of versions)
    for (const [index, item] of listOf(guide).entries()) {
      const key = keyOf(item, index);
      entries.set(key, [...(entries.get(key) ?? []), { guide, item }]);
    }
  return [...entries].flatMap(([key, items]): Entry<T>[] => {
    const [first] = items;
    if (first === undefined) return [];
    return [
      {
        key,
        main: first.item,
        words(pick) {
          const words: Words = {};
          for (const { guide, item } of items) {
            const text = pick(item, guide);
            if (text !== undefined) words[guide.lang] = text;
          }
          return words;
        },
      },
    ];
  });
}

/** Key of entries without an id: their place in the list, from 1. */
export const byPlace = (_item: unknown, index: number): string => String(index + 1);
