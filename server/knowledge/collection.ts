import { randomUUID } from 'node:crypto';
import type { Locale } from '#protocol/index.ts';
import type { Endpoint } from '#server/config.ts';
import type { PassageEmbedder } from './embed/types.ts';
import { buildPart, type IndexedEntry, type TextPart } from './part.ts';
import {
  type Block,
  openText,
  openVectors,
  type StoredPart,
  textBlock,
  vectorBlock,
} from './store/blocks.ts';
import { sha256 } from './store/files.ts';
import { openStore } from './store/store.ts';
import { unitsOf } from './units.ts';
import { createRowsBuilder, type Rows, vectorOf } from './vectors/rows.ts';

/** A larger collection is indexed in several parts: whoever is killed goes on from the last, and memory is for one. */
const PART_SECTIONS = 12_500;
/** Share of the sections of a full part below which one is small: such come of changed guides. */
const SMALL_SHARE = 0.2;
/** So many small parts of about the same size are made one, of which so many are made one in turn. */
const TIER = 4;
/** A part with a larger share of entries that are served no more is dissolved. */
const MAX_DEAD_SHARE = 0.5;

export interface CollectionOptions {
  lang: Locale;
  /** Folder of the kept parts. */
  dir: string;
  /** What the parts depend on beside the entries; kept parts of another version are not used. */
  version: string;
  embeddings: Endpoint | null;
  warn(message: string): void;
  /** Sections of one part at most. */
  partSections?: number | undefined;
}

/** A part of a collection, in blocks that threads share. */
export interface PartRef {
  /** The same as long as nothing of the part changes but `dead`. */
  key: string;
  text: Block;
  offline: Block;
  /** null: the vectors of the embeddings server could not be had. */
  remote: Block | null;
  /** Entries, by place in the part, that are served no more. */
  dead: number[];
}

export interface Collection {
  /**
   * Makes `entries` what the collection holds: parts of unchanged entries are kept, the others built. Long work, in long
   * stretches: for a worker.
   * @returns the parts that are served now, and how many entries were indexed.
   */
  update(
    entries: readonly IndexedEntry[],
    onProgress: (fraction: number) => void,
  ): Promise<{ parts: PartRef[]; indexed: number }>;
  /** Writes to disk what is not there yet, with a warning when that fails; then joins small parts for the next update. */
  settle(): Promise<void>;
}

interface State {
  key: string;
  stored: StoredPart;
  text: TextPart;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
/** Splits into runs of at most so many sections. Who goes on after some runs, or starts from them, splits alike. */
function split(entries: readonly IndexedEntry[], most: number): IndexedEntry[][] {
  const runs: IndexedEntry[][] = [];
  let room = 0;
  for (const entry of entries) {
    room -= entry.sections.length;
    const last = runs.at(-1);
    if (last && room >= 0) last.push(entry);
    else {
      runs.push([entry]);
      room = most - entry.sections.length;
    }
  }
  return runs;
}

/** Which entries of each part are served no more. Of two parts with the same entry the later one serves it. */
type Dead = Map<State, ReadonlySet<number>>;

/** What is dead in some parts, and the digests of entries that none of them has. */
function compare(
  states: readonly State[],
  entries: readonly IndexedEntry[],
): { dead: Dead; missing: ReadonlySet<string> } {
  const wanted = new Set(entries.map(({ digest }) => digest));
  const dead: Dead = new Map();
  for (const state of states.toReversed()) {
    const own = new Set<number>();
    for (const [place, digest] of state.text.digests.entries()) if (!wanted.delete(digest)) own.add(place);
    dead.set(state, own);
  }
  return { dead, missing: wanted };
}

/** The parts that stay as they are. */
const lasting = (states: readonly State[], dead: ReadonlyMap<State, ReadonlySet<number>>) =>
  states.filter(
    (state) => (dead.get(state)?.size ?? 0) <= MAX_DEAD_SHARE * Math.max(1, state.text.ids.length),
  );

/** Small parts of about the same size, when there are so many that they are better one. */
function crowd(states: readonly State[], partSections: number): readonly State[] {
  const tiers = new Map<number, State[]>();
  for (const state of states) {
    const sections = state.text.lexical.entryOf.length;
    if (sections >= SMALL_SHARE * partSections) continue;
    const tier = Math.floor(Math.log(sections + 1) / Math.log(TIER));
    tiers.set(tier, [...(tiers.get(tier) ?? []), state]);
  }
  return [...tiers.values()].find((members) => members.length >= TIER) ?? [];
}

/** Vectors of an embeddings server for a part; those of texts that were embedded before are kept. */
async function embedPart(
  { text, dead }: { text: TextPart; dead: ReadonlySet<number> },
  entryOf: ReadonlyMap<string, IndexedEntry>,
  kept: ReadonlyMap<string, { rows: Rows; row: number }>,
  embedder: PassageEmbedder,
  lang: Locale,
  onProgress: (fraction: number) => void,
): Promise<Block> {
  const digests: string[] = [];
  const texts: (string | null)[] = [];
  for (const [place, digest] of text.digests.entries()) {
    const entry = dead.has(place) ? undefined : entryOf.get(digest);
    const own = entry ? unitsOf([entry], lang).map((unit) => unit.text) : null;
    const count = own?.length ?? text.units.entries.filter((each) => each === place).length;
    for (let i = 0; i < count; i += 1) {
      const unit = own?.[i] ?? null;
      texts.push(unit);
      digests.push(unit === null ? '' : sha256(`${text.ids[place]}\n${unit}`).slice(0, 32));
    }
  }
  const missing = [...texts.entries()].filter(([i, unit]) => unit !== null && !kept.has(digests[i] ?? ''));
  const fresh = new Map<number, Float32Array>();
  for (let from = 0; from < missing.length; from += embedder.batch) {
    const batch = missing.slice(from, from + embedder.batch);
    const vectors = await embedder.passages(batch.map(([, unit]) => unit ?? ''));
    for (const [i, vector] of vectors.entries()) fresh.set(batch[i]?.[0] ?? -1, vector);
    onProgress((from + batch.length) / missing.length);
  }
  const builder = createRowsBuilder(texts.length);
  const [first] = fresh.values();
  const [known] = kept.values();
  const dims = first?.length ?? known?.rows.dims ?? 1;
  for (const [i, digest] of digests.entries()) {
    const before = kept.get(digest);
    builder.add(fresh.get(i) ?? (before ? vectorOf(before.rows, before.row) : new Float32Array(dims)));
  }
  return vectorBlock({ rows: builder.build(), digests });
}

/** Opens a collection with what is kept of it. */
export async function openCollection(options: CollectionOptions): Promise<Collection> {
  const { lang, dir, embeddings, warn, partSections = PART_SECTIONS } = options;
  const store = openStore(options);
  const stateOf = (stored: StoredPart, text = openText(stored.text)): State => ({
    key: randomUUID(),
    stored,
    text,
  });
  let states = (await store.load()).map((stored) => stateOf(stored));
  let saved = states.length > 0;
  let latest: readonly IndexedEntry[] = [];
  /** Parts that were made one since the last update: their vectors of an embeddings server may be wanted. */
  let joined: State[] = [];

  async function save() {
    if (saved) return;
    saved = true;
    try {
      await store.save(states.map(({ stored }) => stored));
    } catch (error) {
      warn(`the search index cannot be kept in ${dir}: ${reasonOf(error)}`);
    }
  }

  /** Gives every part the vectors of the embeddings server. @throws when it fails. */
  async function embedAll(
    before: readonly State[],
    entries: readonly IndexedEntry[],
    onProgress: (fraction: number) => void,
  ): Promise<string> {
    // The client library takes long to load: only where it is used.
    const { createRemoteEmbedder } = await import('./embed/remote.ts');
    const embedder = createRemoteEmbedder(embeddings ?? { baseUrl: '', model: '' });
    const lacking = states.filter(({ stored }) => stored.remote?.embedder !== embedder.id);
    if (lacking.length === 0) return embedder.id;
    const kept = new Map<string, { rows: Rows; row: number }>();
    for (const { stored } of [...before, ...states]) {
      if (stored.remote?.embedder !== embedder.id) continue;
      const { rows, digests } = openVectors(stored.remote);
      for (const [row, digest] of digests.entries()) if (digest !== '') kept.set(digest, { rows, row });
    }
    const entryOf = new Map(entries.map((entry) => [entry.digest, entry]));
    const { dead } = compare(states, entries);
    for (const [done, state] of lacking.entries()) {
      const part = { text: state.text, dead: dead.get(state) ?? new Set<number>() };
      const block = await embedPart(part, entryOf, kept, embedder, lang, (share) =>
        onProgress((done + share) / lacking.length),
      );
      const stored = { ...state.stored, remote: { ...block, embedder: embedder.id } };
      states = states.map((each) => (each === state ? stateOf(stored, state.text) : each));
      saved = false;
      if (done + 1 < lacking.length) await save();
    }
    return embedder.id;
  }

  /** Entries of these parts that are still served. */
  function servedBy(parts: readonly State[], all: readonly IndexedEntry[]): ReadonlySet<string> {
    const served = new Set<string>();
    const { dead } = compare(states, all);
    for (const state of parts)
      for (const [place, digest] of state.text.digests.entries())
        if (!dead.get(state)?.has(place)) served.add(digest);
    return served;
  }

  function addPart(run: readonly IndexedEntry[], onProgress: (fraction: number) => void) {
    const beside = states.map(({ text }) => text);
    const { text, offline } = buildPart(run, lang, beside, onProgress);
    const stored: StoredPart = {
      text: textBlock(text),
      offline: vectorBlock({ rows: offline, digests: [] }),
      remote: null,
    };
    states = [...states, stateOf(stored)];
    saved = false;
  }

  return {
    async update(entries, onProgress) {
      const before = [...states, ...joined];
      let compared = compare(states, entries);
      const kept = lasting(states, compared.dead);
      if (kept.length < states.length) {
        saved = false;
        states = kept;
        compared = compare(states, entries);
      }
      latest = entries;
      const missing = entries.filter(({ digest }) => compared.missing.has(digest));
      const runs = split(missing, partSections);
      const share = embeddings ? 0.5 : 1;
      for (const [done, run] of runs.entries()) {
        addPart(run, (part) => onProgress((share * (done + part)) / runs.length));
        if (done + 1 < runs.length) await save();
      }
      let remote: string | null = null;
      if (embeddings) {
        try {
          remote = await embedAll(before, entries, (part) => onProgress(share + (1 - share) * part));
        } catch (error) {
          warn(
            `EMBEDDINGS_BASE_URL ${embeddings.baseUrl} failed (${reasonOf(error)}); the offline embedder is used instead`,
          );
        }
      }
      joined = [];
      onProgress(1);
      // What was missing is in new parts alone: nothing else is dead for it.
      const dead = embeddings ? compare(states, entries).dead : compared.dead;
      const parts = states.map((state) => ({
        key: state.key,
        text: state.stored.text,
        offline: state.stored.offline,
        remote: remote !== null && state.stored.remote?.embedder === remote ? state.stored.remote : null,
        dead: [...(dead.get(state) ?? [])],
      }));
      return { parts, indexed: missing.length };
    },
    async settle() {
      await save();
      for (let small = crowd(states, partSections); small.length > 0; small = crowd(states, partSections)) {
        const served = servedBy(small, latest);
        states = states.filter((state) => !small.includes(state));
        joined.push(...small);
        addPart(
          latest.filter(({ digest }) => served.has(digest)),
          () => {},
        );
        await save();
      }
    },
  };
}
