import type { Locale } from '#protocol/index.ts';

/** Words by language, several where there are more. */
export type LanguageMap = Partial<Record<Locale, string | string[]>>;

/** A value under a term of the context. Undefined properties are not written. */
export type Value = string | LanguageMap | Node | readonly (string | Node)[] | undefined;

/** A resource in JSON-LD: its address, its classes, and properties by the terms of the context. */
export interface Node {
  '@id': string;
  '@type': string | readonly string[];
  [term: string]: Value;
}
