import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import type { Embedder } from './embed/types.ts';
import { createPace } from './pace.ts';
import type { Unit } from './units.ts';

/** Raised whenever the layout of the files or the meaning of their vectors changes; older files are then rebuilt. */
const FORMAT = 1;

/** Graph degree and build effort of HNSW (Malkov & Yashunin 2018): the middle of the ranges that they recommend. */
const LINKS = 16;
const BUILD_EFFORT = 200;
/** Candidates kept while searching; at 64 and up, recall against exact search is above 0.97. */
const SEARCH_EFFORT = 96;
/** When more than this share of the graph is dead vectors, it is built anew from the living ones. */
const MAX_DEAD_SHARE = 0.5;

const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  embedder: z.string(),
  dims: z.int().min(1),
  file: z.string().regex(/^[a-z0-9.-]+$/),
  sha256: z.string(),
  /** `[label in the graph, digest of the unit]` of the living vectors. */
  labels: z.array(z.tuple([z.int().min(0), z.string()])),
  /** Labels ever given, dead ones included. */
  size: z.int().min(0),
});
type Manifest = z.infer<typeof Manifest>;

export interface Neighbour {
  /** Position in the units that the space was opened with. */
  unit: number;
  /** Cosine, −1..1. */
  cosine: number;
}

export interface VectorSpace {
  /** Nearest units, best first. */
  nearest(vector: Float32Array, count: number): Neighbour[];
  /** Cosine of one unit, −1..1. */
  cosine(vector: Float32Array, unit: number): number;
  /** Mean cosine of a vector to all units: what this embedder gives to unrelated texts. */
  background(vector: Float32Array): number;
  /** Vectors computed by this opening; 0 when all were kept. */
  embedded: number;
}

export interface SpaceOptions {
  dir: string;
  /** File name stem, one a language and kind of embedder. */
  name: string;
  embedder: Embedder;
  units: readonly Unit[];
  warn(message: string): void;
  /** Vectors done so far and in all. */
  onProgress?(done: number, total: number): void;
}

type Graph = InstanceType<typeof hnswlib.HierarchicalNSW>;

interface Stored {
  graph: Graph;
  labels: Map<string, number>;
  size: number;
  dims: number;
  file: string;
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest('hex');
}
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Reads the stored graph, or undefined when there is none for this embedder or it is damaged. */
async function load(options: SpaceOptions): Promise<Stored | undefined> {
  const path = join(options.dir, `${options.name}.json`);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const manifest = Manifest.parse(JSON.parse(text));
    if (manifest.embedder !== options.embedder.id) return undefined;
    const file = join(options.dir, manifest.file);
    if ((await sha256(file)) !== manifest.sha256) throw new Error('its checksum differs');
    const graph = new hnswlib.HierarchicalNSW('ip', manifest.dims);
    await graph.readIndex(file);
    const labels = new Map(manifest.labels.map(([label, digest]) => [digest, label]));
    return { graph, labels, size: manifest.size, dims: manifest.dims, file: manifest.file };
  } catch (error) {
    options.warn(`the search index ${path} cannot be used and is built anew: ${reasonOf(error)}`);
    return undefined;
  }
}

async function writeDurably(path: string, bytes: string): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
}

/** Writes graph, then manifest: whoever is killed in between leaves the former pair whole. */
async function save(options: SpaceOptions, stored: Omit<Stored, 'file'>): Promise<void> {
  await mkdir(options.dir, { recursive: true });
  const file = `${options.name}.${randomBytes(6).toString('hex')}.hnsw`;
  const path = join(options.dir, file);
  await stored.graph.writeIndex(path);
  const manifest: Manifest = {
    format: FORMAT,
    embedder: options.embedder.id,
    dims: stored.dims,
    file,
    sha256: await sha256(path),
    labels: [...stored.labels].map(([digest, label]) => [label, digest]),
    size: stored.size,
  };
  await writeDurably(join(options.dir, `${options.name}.json`), JSON.stringify(manifest));
  const leftovers = (await readdir(options.dir)).filter(
    (name) => name.startsWith(`${options.name}.`) && name.endsWith('.hnsw') && name !== file,
  );
  for (const name of leftovers) await rm(join(options.dir, name), { force: true });
}

function emptyGraph(dims: number, capacity: number): Graph {
  const graph = new hnswlib.HierarchicalNSW('ip', dims);
  graph.initIndex(Math.max(1, capacity), LINKS, BUILD_EFFORT);
  return graph;
}

/**
 * Opens the vectors of `units`: kept ones from disk, new ones from the embedder, those of vanished texts dropped.
 * A damaged or foreign index is built anew; one that cannot be written is used from memory, with a warning.
 * @throws when the embedder fails.
 */
export async function openVectorSpace(options: SpaceOptions): Promise<VectorSpace> {
  const { embedder, units } = options;
  const pace = createPace();
  const stored = await load(options);
  const kept = new Map<string, number>();
  const missing: Unit[] = [];
  for (const unit of new Map(units.map((each) => [each.digest, each])).values()) {
    const label = stored?.labels.get(unit.digest);
    if (label === undefined) missing.push(unit);
    else kept.set(unit.digest, label);
  }

  const vectors: Float32Array[] = [];
  for (let from = 0; from < missing.length; from += embedder.batch) {
    vectors.push(
      ...(await embedder.passages(missing.slice(from, from + embedder.batch).map(({ text }) => text))),
    );
    options.onProgress?.(vectors.length, missing.length);
    await pace();
  }

  const dims = stored?.dims ?? vectors[0]?.length ?? 1;
  if (vectors.some((vector) => vector.length !== dims))
    throw new Error(`the embedder "${embedder.id}" changed the width of its vectors from ${dims}`);
  const alive = kept.size + missing.length;
  const compact = stored !== undefined && (stored.size + missing.length) * MAX_DEAD_SHARE <= alive;
  const labels = new Map<string, number>();
  let graph: Graph;
  let size = 0;
  if (stored && compact) {
    graph = stored.graph;
    size = stored.size;
    graph.resizeIndex(Math.max(1, size + missing.length));
    for (const [digest, label] of stored.labels)
      if (kept.has(digest)) labels.set(digest, label);
      else graph.markDelete(label);
  } else {
    graph = emptyGraph(dims, alive);
    for (const [digest, label] of kept) {
      if (stored) graph.addPoint(stored.graph.getPoint(label), size);
      labels.set(digest, size);
      size += 1;
      await pace();
    }
  }
  for (const [index, unit] of missing.entries()) {
    graph.addPoint([...(vectors[index] ?? [])], size);
    labels.set(unit.digest, size);
    size += 1;
    await pace();
  }

  if (!stored || missing.length > 0 || labels.size !== stored.labels.size) {
    try {
      await save(options, { graph, labels, size, dims });
    } catch (error) {
      options.warn(`the search index cannot be kept in ${options.dir}: ${reasonOf(error)}`);
    }
  }

  graph.setEf(SEARCH_EFFORT);
  const centre = new Float64Array(dims);
  const unitsOfLabel = new Map<number, number[]>();
  for (const [position, unit] of units.entries()) {
    await pace();
    const label = labels.get(unit.digest);
    if (label === undefined) continue;
    const list = unitsOfLabel.get(label);
    if (list) list.push(position);
    else unitsOfLabel.set(label, [position]);
    const point = graph.getPoint(label);
    for (let i = 0; i < dims; i += 1) centre[i] = (centre[i] ?? 0) + (point[i] ?? 0) / units.length;
  }

  return {
    embedded: missing.length,
    nearest(vector, count) {
      const k = Math.min(count, labels.size);
      if (k === 0 || vector.length !== dims) return [];
      const { neighbors, distances } = graph.searchKnn([...vector], k);
      return neighbors.flatMap((label, rank) =>
        (unitsOfLabel.get(label) ?? []).map((unit) => ({ unit, cosine: 1 - (distances[rank] ?? 1) })),
      );
    },
    cosine(vector, unit) {
      const label = labels.get(units[unit]?.digest ?? '');
      if (label === undefined || vector.length !== dims) return 0;
      const point = graph.getPoint(label);
      let sum = 0;
      for (let i = 0; i < dims; i += 1) sum += (vector[i] ?? 0) * (point[i] ?? 0);
      return sum;
    },
    background: (vector) => vector.reduce((sum, value, i) => sum + value * (centre[i] ?? 0), 0),
  };
}
