import { load, type Peer } from './peer.ts';

interface Document {
  pageContent: string;
  metadata: { number: number };
}
interface Store {
  addVectors(vectors: number[][], documents: Document[]): Promise<void>;
  similaritySearchVectorWithScore(vector: number[], count: number): Promise<[Document, number][]>;
}
interface Package {
  HNSWLib: new (embeddings: object, options: { space: 'ip' }) => Store;
}

/** LangChain's store over hnswlib-node, as it comes, with the vectors given. */
export function langChain(): Peer | undefined {
  const found = load<Package>('@langchain/community/vectorstores/hnswlib');
  if (!found) return undefined;
  let store: Store | undefined;
  return {
    name: 'LangChain HNSWLib',
    async build(documents) {
      store = new found.HNSWLib({}, { space: 'ip' });
      await store.addVectors(
        documents.map(({ vector }) => [...vector]),
        documents.map(({ text }, number) => ({ pageContent: text, metadata: { number } })),
      );
    },
    async search(_text, vector, count) {
      const hits = (await store?.similaritySearchVectorWithScore([...vector], count)) ?? [];
      return hits.map(([{ metadata }]) => metadata.number);
    },
  };
}
