import { createRequire } from 'node:module';
import type { Locale } from '#protocol/index.ts';
import { createOfflineEmbedder, embedPassage, rarityOf } from '#server/knowledge/embed/offline.ts';
import { createKeyCounter } from '#server/knowledge/lexical/key-counts.ts';

/** A passage that a peer searches, numbered from 0. */
export interface PeerDocument {
  title: string;
  text: string;
  /** Unit vector, for peers that search vectors. */
  vector: Float32Array;
}

/** What others would take for searching. */
export interface Peer {
  name: string;
  build(documents: readonly PeerDocument[]): Promise<void>;
  /** Numbers of the best documents, best first: by text or by vector, whichever the peer searches. */
  search(text: string, vector: Float32Array, count: number): Promise<number[]>;
}

/** How the peers are installed: they are no part of the project. */
export const INSTALL = 'npm ci --prefix scripts/bench/peers';

const requirePeer = createRequire(new URL('../peers/package.json', import.meta.url));

/**
 * Loads a package of the folder of peers.
 * @returns undefined when they are not installed.
 */
export function load<Package>(name: string): Package | undefined {
  try {
    return requirePeer(name) as Package;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The vectors that the project itself has of passages, in full precision, and of questions about them. */
export function embedderOf(passages: readonly string[], lang: Locale) {
  const counter = createKeyCounter();
  const vectors = passages.map((text) => embedPassage(text, lang, counter));
  const rarity = rarityOf([{ table: counter.table(), texts: passages.length }]);
  const { questions } = createOfflineEmbedder(lang, rarity);
  return { vectors, questions };
}
