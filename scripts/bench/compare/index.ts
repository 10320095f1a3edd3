import type { Locale } from '#protocol/index.ts';
import { bm25 } from './bm25.ts';
import { hnswlib } from './hnswlib.ts';
import { langChain } from './langchain.ts';
import { miniSearch } from './minisearch.ts';
import type { Peer } from './peer.ts';
import { usearch } from './usearch.ts';

export { embedderOf, INSTALL, type Peer, type PeerDocument } from './peer.ts';

const installed = (peers: readonly (Peer | undefined)[]) => peers.filter((peer) => peer !== undefined);

/** Peers for searching passages, fresh ones: those that are installed, plain BM25 always. */
export const searchPeers = (lang: Locale): Peer[] => installed([bm25(lang), miniSearch(), langChain()]);

/** Peers for finding the nearest of many vectors; none when they are not installed. */
export const vectorPeers = (): Peer[] => installed([hnswlib(), langChain(), usearch()]);
