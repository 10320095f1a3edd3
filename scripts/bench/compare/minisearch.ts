import { load, type Peer } from './peer.ts';

interface Index {
  addAll(documents: readonly { id: number; title: string; text: string }[]): void;
  search(text: string): { id: number }[];
}
type Package = new (options: { fields: string[] }) => Index;

/** MiniSearch as it comes. Its words end at blanks and signs, so that a Chinese sentence is one word. */
export function miniSearch(): Peer | undefined {
  const MiniSearch = load<Package>('minisearch');
  if (!MiniSearch) return undefined;
  let index: Index | undefined;
  return {
    name: 'MiniSearch',
    async build(documents) {
      index = new MiniSearch({ fields: ['title', 'text'] });
      index.addAll(documents.map(({ title, text }, id) => ({ id, title, text })));
    },
    async search(text, _vector, count) {
      return (index?.search(text) ?? []).slice(0, count).map(({ id }) => id);
    },
  };
}
