import { load, type Peer } from './peer.ts';

interface Index {
  add(keys: BigUint64Array, vectors: Float32Array): void;
  search(vector: Float32Array, count: number, threads: number): { keys: BigUint64Array };
}
interface Package {
  Index: new (options: { metric: 'ip'; dimensions: number; quantization: 'f32' }) => Index;
}

/** usearch as it comes, with the vectors given. */
export function usearch(): Peer | undefined {
  const found = load<Package>('usearch');
  if (!found) return undefined;
  let index: Index | undefined;
  return {
    name: 'usearch',
    async build(documents) {
      const dimensions = documents[0]?.vector.length ?? 1;
      const vectors = new Float32Array(documents.length * dimensions);
      for (const [number, { vector }] of documents.entries()) vectors.set(vector, number * dimensions);
      index = new found.Index({ metric: 'ip', dimensions, quantization: 'f32' });
      index.add(
        BigUint64Array.from(documents, (_, number) => BigInt(number)),
        vectors,
      );
    },
    async search(_text, vector, count) {
      return [...(index?.search(vector, count, 1).keys ?? [])].map(Number);
    },
  };
}
