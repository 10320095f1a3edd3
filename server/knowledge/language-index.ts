import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import type { Part } from './candidates.ts';
import { openCollection } from './collection.ts';
import { createOfflineEmbedder, rarityOf } from './embed/offline.ts';
import { createRemoteEmbedder } from './embed/remote.ts';
import type { Embedder } from './embed/types.ts';
import { createGlossary, type Glossary } from './glossary/index.ts';
import type { Entry } from './lexical/lexical.ts';
import type { TextPart } from './part.ts';
import { type Corrector, createCorrector } from './spelling.ts';
import { openPart } from './store/blocks.ts';
import { sha256 } from './store/files.ts';
import { codeVersion } from './store/version.ts';
import type { Elsewhere, Guide } from './types.ts';
import type { Rows } from './vectors/rows.ts';
import { createVectorSpace, type VectorSpace } from './vectors/space.ts';

/** An embedder with the vectors that it made. */
export interface Channel {
  embedder: Embedder;
  space: VectorSpace;
}

/** Everything needed to search a collection of one language. Never changed once built. */
export interface CollectionIndex {
  lang: Locale;
  parts: readonly Part[];
  /** By entry, its first section; one more than there are entries. */
  firstSections: Uint32Array;
  correct: Corrector;
  /** Everyday words and official terms. */
  glossary: Glossary;
  offline: Channel;
  /** Preferred while it answers. */
  remote: Channel | null;
}

/** The guides of one language with their index. */
export interface LanguageIndex extends CollectionIndex {
  /** By entry; undefined where it is served no more. */
  guides: readonly (Guide | undefined)[];
  /** By entry, the matter of another office that it is. */
  elsewhere: readonly (Elsewhere | undefined)[];
}

/** Vectors as they lie in a memory. */
export interface HeldRows {
  rows: Rows;
  memory: WebAssembly.Memory;
  /** Where in the memory there is room for scanning, in bytes. */
  room: number;
}

/** A part of the index as it is held in memory, with the entries in it that are served no more. */
export interface HeldPart {
  text: TextPart;
  offline: HeldRows;
  remote: HeldRows | null;
  dead: ReadonlySet<number>;
}

/** Puts parts together; entries and sections are numbered through them in order. Takes no time worth mentioning. */
export function joinParts(
  held: readonly HeldPart[],
  glossary: Glossary,
  remoteEmbedder: Embedder | null,
): CollectionIndex {
  const { lang } = glossary;
  let firstEntry = 0;
  let firstSection = 0;
  const placed = held.map((part) => {
    const place = { ...part, firstEntry, firstSection };
    firstEntry += part.text.ids.length;
    firstSection += part.text.lexical.entryOf.length;
    return place;
  });
  const firstSections = new Uint32Array(firstEntry + 1);
  for (const { text, firstEntry: entry, firstSection: section } of placed) {
    const own = text.lexical.firstSections;
    for (let i = 0; i < own.length; i += 1) firstSections[entry + i] = section + (own[i] ?? 0);
  }

  const space = (rowsOf: (part: HeldPart) => HeldRows | null) =>
    createVectorSpace(
      placed.flatMap((part) => {
        const { text, dead, firstEntry: entry, firstSection: section } = part;
        const { entries, sections, ofSection } = text.units;
        const own = rowsOf(part);
        return own
          ? [
              {
                ...own,
                entries,
                sections,
                rowOfSection: ofSection,
                firstEntry: entry,
                firstSection: section,
                dead,
              },
            ]
          : [];
      }),
    );
  return {
    lang,
    parts: placed.map((part) => ({
      lexical: part.text.lexical,
      firstEntry: part.firstEntry,
      firstSection: part.firstSection,
      dead: part.dead,
    })),
    firstSections,
    correct: createCorrector(
      held.map(({ text }) => text.spelling),
      lang,
    ),
    glossary,
    offline: {
      embedder: createOfflineEmbedder(lang, rarityOf(held.map(({ text }) => text.features))),
      space: space(({ offline }) => offline),
    },
    remote: remoteEmbedder && {
      embedder: remoteEmbedder,
      space: space(({ remote }) => remote),
    },
  };
}

export interface IndexOptions {
  lang: Locale;
  /** Folder of the kept parts. */
  dir: string;
  embeddings: Endpoint | null;
  /** None for a collection that has none. */
  glossary?: Glossary;
  warn(message: string): void;
  /** Share done, 0..1. */
  onProgress(fraction: number): void;
}

/**
 * Indexes a collection in this thread, in long stretches: for programs that serve nobody meanwhile. Parts of unchanged
 * entries are kept from before.
 */
export async function indexCollection(
  entries: readonly (Entry & { id: string })[],
  options: IndexOptions,
): Promise<CollectionIndex> {
  const { lang, embeddings, glossary = createGlossary([], lang) } = options;
  const collection = await openCollection({ ...options, version: await codeVersion() });
  const indexed = entries.map((entry) => ({ ...entry, digest: sha256(JSON.stringify(entry)) }));
  const { parts } = await collection.update(indexed, (fraction) => options.onProgress(fraction));
  await collection.settle();
  const held = parts.map((part) => ({ ...openPart(part), dead: new Set(part.dead) }));
  const hasRemote = embeddings !== null && held.every(({ remote }) => remote !== null);
  return joinParts(held, glossary, hasRemote ? createRemoteEmbedder(embeddings) : null);
}
