import type { Locale } from '#protocol/index.ts';
import type { Guide } from '#server/knowledge/index.ts';
import { openVectors, vectorBlock } from '#server/knowledge/store/blocks.ts';
import { createRowsBuilder } from '#server/knowledge/vectors/rows.ts';
import { createVectorSpace } from '#server/knowledge/vectors/space.ts';
import { embedderOf, type Peer, type PeerDocument, vectorPeers } from '../compare/index.ts';

export interface NearestFigures {
  name: string;
  /** Share of the ten nearest by exact search that are found; equally near ones count as found. */
  recall: number;
  p50Ms: number;
  p95Ms: number;
  buildMs: number;
  /** Growth of the resident memory, the vectors themselves included where the peer copies them. */
  memoryMb: number;
}

const NEAREST = 10;
/** Cosines closer than this are equally near: vectors are kept in 8 bits. */
const SAME = 1e-6;
const MEGA = 2 ** 20;

/** The project's own way, under the interface of the peers. */
function own(): Peer {
  let space: ReturnType<typeof createVectorSpace> | undefined;
  return {
    name: 'Yunting (sketches, then 8 bits)',
    async build(documents) {
      const rows = createRowsBuilder(documents.length);
      for (const { vector } of documents) rows.add(vector);
      const numbers = Uint32Array.from(documents.keys());
      space = createVectorSpace([
        {
          ...openVectors(vectorBlock({ rows: rows.build(), digests: [] })),
          entries: numbers,
          sections: Int32Array.from(numbers),
          rowOfSection: numbers,
          firstEntry: 0,
          firstSection: 0,
          dead: new Set(),
        },
      ]);
    },
    search: async (_text, vector, count) => space?.nearest(vector, count).map(({ entry }) => entry) ?? [],
  };
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
const percentile = (values: readonly number[], p: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * p))] ?? 0;

async function measure(
  peer: Peer,
  documents: readonly PeerDocument[],
  questions: readonly { vector: Float32Array; least: number }[],
): Promise<NearestFigures> {
  const before = process.memoryUsage().rss;
  const began = performance.now();
  await peer.build(documents);
  const buildMs = performance.now() - began;
  const memoryMb = (process.memoryUsage().rss - before) / MEGA;
  let found = 0;
  const times: number[] = [];
  for (const { vector, least } of questions) {
    const started = performance.now();
    const numbers = await peer.search('', vector, NEAREST);
    times.push(performance.now() - started);
    found += numbers.filter(
      (number) => dot(vector, documents[number]?.vector ?? vector) >= least - SAME,
    ).length;
  }
  return {
    name: peer.name,
    recall: found / (questions.length * NEAREST),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    buildMs,
    memoryMb,
  };
}

/** The vector part alone, beside what others would take for it, on the sections of guides. */
export async function benchNearest(
  guides: Iterable<Pick<Guide, 'sections' | 'name'>>,
  asked: readonly string[],
  lang: Locale,
): Promise<NearestFigures[]> {
  const passages = [...guides].flatMap(({ name, sections }) =>
    sections.map(({ title, text }) => ({ title, text: `${name}\n${title}\n${text}` })),
  );
  const { vectors, questions } = embedderOf(
    passages.map(({ text }) => text),
    lang,
  );
  const documents = passages.map((passage, i) => ({ ...passage, vector: vectors[i] ?? new Float32Array(0) }));
  const exact = (await questions(asked)).map((vector) => {
    const cosines = documents.map((document) => dot(vector, document.vector)).sort((a, b) => b - a);
    return { vector, least: cosines[NEAREST - 1] ?? 0 };
  });
  const figures: NearestFigures[] = [];
  for (const peer of [own(), ...vectorPeers()]) figures.push(await measure(peer, documents, exact));
  return figures;
}
