import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import type { Part } from './candidates.ts';
import { createOfflineEmbedder, featureRarity } from './embed/offline.ts';
import { createRemoteEmbedder } from './embed/remote.ts';
import type { Embedder } from './embed/types.ts';
import { buildLexical, type Entry } from './lexical/lexical.ts';
import { type Corrector, createCorrector } from './spelling.ts';
import type { Guide } from './types.ts';
import { type Unit, unitsOf } from './units.ts';
import { openVectorSpace, type VectorSpace } from './vectors.ts';

/** An embedder with the vectors that it made. */
export interface Channel {
  embedder: Embedder;
  space: VectorSpace;
}

/** Everything needed to search a collection of one language. Never changed once built. */
export interface CollectionIndex {
  lang: Locale;
  parts: readonly Part[];
  units: readonly Unit[];
  /** By section in reading order through all entries, the unit of its vector. */
  unitOfSection: Uint32Array;
  /** By entry, its first section; one more than there are entries. */
  firstSections: Uint32Array;
  correct: Corrector;
  offline: Channel;
  /** Preferred while it answers. */
  remote: Channel | null;
}

/** The guides of one language with their index. */
export interface LanguageIndex extends CollectionIndex {
  guides: readonly Guide[];
}

export interface IndexOptions {
  lang: Locale;
  /** Folder of the kept vectors. */
  dir: string;
  embeddings: Endpoint | null;
  warn(message: string): void;
  /** Share done, 0..1. */
  onProgress(fraction: number): void;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Opens the index of a collection. Vectors of unchanged texts are kept from before. The offline vectors are always
 * there; those of an embeddings server come beside them, and are left out with a warning when it fails.
 */
export async function indexCollection(
  entries: readonly (Entry & { id: string })[],
  options: IndexOptions,
): Promise<CollectionIndex> {
  const { lang, dir, embeddings, warn } = options;
  const units = unitsOf(entries, lang);
  const open = async (name: string, embedder: Embedder, from: number, to: number): Promise<Channel> => {
    const onProgress = (done: number, total: number) =>
      options.onProgress(from + (done / total) * (to - from));
    const space = await openVectorSpace({ dir, name: `${lang}-${name}`, embedder, units, warn, onProgress });
    return { embedder, space };
  };

  const texts = units.map(({ text }) => text);
  const embedder = createOfflineEmbedder(lang, await featureRarity(texts, lang));
  const offline = await open('offline', embedder, 0, embeddings ? 0.5 : 1);
  let remote: Channel | null = null;
  if (embeddings) {
    try {
      remote = await open('remote', createRemoteEmbedder(embeddings), 0.5, 1);
    } catch (error) {
      warn(
        `EMBEDDINGS_BASE_URL ${embeddings.baseUrl} failed (${reasonOf(error)}); the offline embedder is used instead`,
      );
    }
  }
  const lexical = buildLexical(entries, lang);
  const unitOfSection = new Uint32Array(lexical.entryOf.length);
  for (const [position, { entry, section }] of units.entries())
    if (section !== null) unitOfSection[(lexical.firstSections[entry] ?? 0) + section] = position;
  const correct = await createCorrector(
    {
      phrases: entries.flatMap(({ name, names, questions }) => [name, ...names, ...questions]),
      prose: entries.flatMap(({ sections }) => sections.map(({ text }) => text)),
    },
    lang,
  );
  return {
    lang,
    parts: [{ lexical, firstEntry: 0, firstSection: 0 }],
    units,
    unitOfSection,
    firstSections: lexical.firstSections,
    correct,
    offline,
    remote,
  };
}

/** Opens the index of the guides of one language. */
export async function buildIndex(guides: readonly Guide[], options: IndexOptions): Promise<LanguageIndex> {
  const entries = guides.map((guide) => ({ ...guide, names: [guide.name, ...guide.aliases] }));
  return { guides, ...(await indexCollection(entries, options)) };
}
