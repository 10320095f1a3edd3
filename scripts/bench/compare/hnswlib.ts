import { load, type Peer } from './peer.ts';

interface Graph {
  initIndex(elements: number, links: number, buildEffort: number): void;
  addPoint(point: number[], label: number): void;
  setEf(effort: number): void;
  searchKnn(point: number[], count: number): { neighbors: number[] };
}
interface Package {
  HierarchicalNSW: new (space: 'ip', dims: number) => Graph;
}

/** The middle of the ranges that Malkov & Yashunin (2018) recommend. */
const LINKS = 16;
const BUILD_EFFORT = 200;
const SEARCH_EFFORT = 96;

/** hnswlib-node with the vectors given and a higher effort than its defaults. */
export function hnswlib(): Peer | undefined {
  const found = load<Package>('hnswlib-node');
  if (!found) return undefined;
  let graph: Graph | undefined;
  return {
    name: 'hnswlib-node',
    async build(documents) {
      graph = new found.HierarchicalNSW('ip', documents[0]?.vector.length ?? 1);
      graph.initIndex(Math.max(1, documents.length), LINKS, BUILD_EFFORT);
      for (const [number, { vector }] of documents.entries()) graph.addPoint([...vector], number);
      graph.setEf(SEARCH_EFFORT);
    },
    async search(_text, vector, count) {
      return graph?.searchKnn([...vector], count).neighbors ?? [];
    },
  };
}
