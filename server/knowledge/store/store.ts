import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '#protocol/index.ts';
import { type Block, type StoredPart, scannable, sharedBytes } from './blocks.ts';
import { isThere, readIfThere, readInto, removeOthers, sha256, writeDurably } from './files.ts';

/** Raised whenever the layout of the files changes; older ones are then built anew. */
const FORMAT = 3;

const FileRef = z.strictObject({ file: z.string().regex(/^[a-z0-9.-]+$/), sha256: z.string() });
const Manifest = z.strictObject({
  format: z.int(),
  /** What else the parts depend on; other parts are of no use. */
  version: z.string(),
  parts: z.array(
    z.strictObject({
      text: FileRef,
      offline: FileRef,
      remote: z.strictObject({ ...FileRef.shape, embedder: z.string() }).nullable(),
    }),
  ),
});
type Manifest = z.infer<typeof Manifest>;
type FileRef = z.infer<typeof FileRef>;

export interface PartStore {
  /** The parts that are whole on disk. */
  load(): Promise<StoredPart[]>;
  /** Makes these the parts on disk. Blocks that are there already are not written again. */
  save(parts: readonly StoredPart[]): Promise<void>;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Keeps the parts of one language in a folder: files named in a manifest that is written last, so that whoever is killed
 * leaves the former parts whole. What is damaged or of another version is left out, the former with a warning.
 */
export function openStore(options: {
  dir: string;
  lang: Locale;
  version: string;
  warn(message: string): void;
}): PartStore {
  const { dir, lang, version, warn } = options;
  const manifestFile = join(dir, `${lang}.json`);
  const files = new WeakMap<Uint8Array, FileRef>();
  const isOurs = (name: string) => name.startsWith(`${lang}.`) || name.startsWith(`${lang}-`);

  async function readManifest(): Promise<Manifest | undefined> {
    try {
      const text = await readIfThere(manifestFile);
      if (text === undefined) return undefined;
      const manifest = Manifest.parse(JSON.parse(text));
      return manifest.format === FORMAT && manifest.version === version ? manifest : undefined;
    } catch (error) {
      const reason =
        error instanceof z.ZodError ? 'its contents are not those of a list of parts' : reasonOf(error);
      warn(`the search index ${manifestFile} cannot be used and is built anew: ${reason}`);
      return undefined;
    }
  }

  async function read(
    { file, sha256: expected }: FileRef,
    allocate: (bytes: number) => Block,
  ): Promise<Block> {
    let block: Block | undefined;
    const bytes = await readInto(join(dir, file), (size) => {
      block = allocate(size);
      return block.bytes;
    });
    if (sha256(bytes) !== expected) throw new Error(`the checksum of ${file} differs`);
    files.set(bytes, { file, sha256: expected });
    return { bytes, memory: block?.memory ?? null };
  }

  async function write({ bytes }: Block, kind: string): Promise<FileRef> {
    const known = files.get(bytes);
    if (known && (await isThere(join(dir, known.file)))) return known;
    const ref = { file: `${lang}-${randomBytes(6).toString('hex')}.${kind}`, sha256: sha256(bytes) };
    await writeDurably(join(dir, ref.file), bytes);
    files.set(bytes, ref);
    return ref;
  }

  return {
    async load() {
      const manifest = await readManifest();
      const parts: StoredPart[] = [];
      for (const { text, offline, remote } of manifest?.parts ?? []) {
        try {
          parts.push({
            text: await read(text, (size) => ({ bytes: sharedBytes(size), memory: null })),
            offline: await read(offline, scannable),
            remote: remote && { ...(await read(remote, scannable)), embedder: remote.embedder },
          });
        } catch (error) {
          warn(`a part of the search index in ${dir} cannot be used and is built anew: ${reasonOf(error)}`);
        }
      }
      return parts;
    },
    async save(parts) {
      const listed: Manifest['parts'] = [];
      for (const { text, offline, remote } of parts)
        listed.push({
          text: await write(text, 'text'),
          offline: await write(offline, 'vectors'),
          remote: remote && { ...(await write(remote, 'vectors')), embedder: remote.embedder },
        });
      const manifest: Manifest = { format: FORMAT, version, parts: listed };
      await writeDurably(manifestFile, JSON.stringify(manifest));
      const inUse = new Set(
        listed.flatMap(({ text, offline, remote }) => [text.file, offline.file, remote?.file ?? '']),
      );
      await removeOthers(dir, inUse.add(`${lang}.json`), isOurs);
    },
  };
}
