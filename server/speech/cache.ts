import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MouthTrack, WordTrack } from '#protocol/index.ts';
import type { Log } from './log.ts';

/** What is kept beside the sound. */
export const Tracks = z.strictObject({
  durationMs: z.number().min(0),
  bytes: z.int().min(1),
  mouth: MouthTrack,
  words: WordTrack,
});
export type Tracks = z.infer<typeof Tracks>;

export interface SpeechCache {
  tracks(hash: string): Promise<Tracks | undefined>;
  audio(hash: string): Promise<{ bytes: Buffer; personal: boolean } | undefined>;
  /** Never rejects: what the disk does not take is kept in memory for a while. `private` is never written to disk. */
  put(hash: string, wav: Buffer, tracks: Tracks, options?: { private?: boolean }): Promise<void>;
}

export interface CacheOptions {
  dir: string;
  /** Upper bound of what is on disk, sound and tracks together. */
  maxBytes: number;
  log: Log;
  /** Upper bound of what is held in memory while the disk refuses. */
  memoryBytes?: number;
}

const NAME = /^([0-9a-f]{64})\.(wav|json)$/;
const MEMORY_BYTES = 16 * 1024 * 1024;

interface Held {
  wav: Buffer;
  tracks: Tracks;
  personal: boolean;
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Recordings by their hash: `<hash>.wav` and `<hash>.json` in `dir`, the least recently used deleted first. A file
 * is written beside its place and then moved there, so that half of one is never served; one that cannot be read is
 * dropped. Disk full or read-only: recordings live in memory, so that each can still be fetched once it is announced.
 */
export async function openCache(options: CacheOptions): Promise<SpeechCache> {
  const { dir, maxBytes, log, memoryBytes = MEMORY_BYTES } = options;
  /** Hash → bytes on disk, least recently used first. */
  const index = new Map<string, number>();
  const memory = new Map<string, Held>();
  let onDisk = 0;
  let inMemory = 0;
  let refused = false;
  let temporary = 0;

  const path = (hash: string, kind: 'wav' | 'json') => join(dir, `${hash}.${kind}`);

  async function load(): Promise<void> {
    await mkdir(dir, { recursive: true });
    const found = new Map<string, { bytes: number; usedMs: number; kinds: number }>();
    for (const name of await readdir(dir)) {
      const [, hash] = NAME.exec(name) ?? [];
      if (hash === undefined) {
        // Left behind by a process that ended while writing.
        if (name.endsWith('.tmp')) await rm(join(dir, name), { force: true });
        continue;
      }
      const { size, mtimeMs } = await stat(join(dir, name));
      const entry = found.get(hash) ?? { bytes: 0, usedMs: 0, kinds: 0 };
      found.set(hash, {
        bytes: entry.bytes + size,
        usedMs: Math.max(entry.usedMs, mtimeMs),
        kinds: entry.kinds + 1,
      });
    }
    for (const [hash, { bytes }] of [...found].sort((a, b) => a[1].usedMs - b[1].usedMs)) {
      index.set(hash, bytes);
      onDisk += bytes;
    }
    for (const [hash, { kinds }] of found) if (kinds < 2) await drop(hash);
    await evict();
  }

  async function drop(hash: string): Promise<void> {
    onDisk -= index.get(hash) ?? 0;
    index.delete(hash);
    await Promise.all([rm(path(hash, 'wav'), { force: true }), rm(path(hash, 'json'), { force: true })]);
  }

  async function evict(): Promise<void> {
    while (onDisk > maxBytes) {
      const [oldest] = index.keys();
      if (oldest === undefined) return;
      await drop(oldest);
    }
  }

  function touch(hash: string): void {
    const bytes = index.get(hash);
    if (bytes === undefined) return;
    index.delete(hash);
    index.set(hash, bytes);
    const now = new Date();
    // Only the order after a restart depends on it.
    utimes(path(hash, 'wav'), now, now).catch(() => {});
  }

  function hold(hash: string, held: Held): void {
    const known = memory.get(hash);
    if (known !== undefined) inMemory -= known.wav.length;
    memory.delete(hash);
    memory.set(hash, held);
    inMemory += held.wav.length;
    for (const [oldest, { wav }] of memory) {
      if (inMemory <= memoryBytes || oldest === hash) break;
      memory.delete(oldest);
      inMemory -= wav.length;
    }
  }

  async function write(target: string, content: Buffer | string): Promise<void> {
    temporary += 1;
    const beside = `${target}.${process.pid}-${temporary}.tmp`;
    try {
      await writeFile(beside, content);
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw error;
    }
  }

  async function put(
    hash: string,
    wav: Buffer,
    tracks: Tracks,
    { private: kept = false } = {},
  ): Promise<void> {
    const json = JSON.stringify(tracks);
    const bytes = wav.length + Buffer.byteLength(json);
    if (kept || bytes > maxBytes) return hold(hash, { wav, tracks, personal: kept });
    try {
      await write(path(hash, 'wav'), wav);
      await write(path(hash, 'json'), json);
      onDisk += bytes - (index.get(hash) ?? 0);
      index.delete(hash);
      index.set(hash, bytes);
      refused = false;
      await evict();
    } catch (error) {
      hold(hash, { wav, tracks, personal: false });
      if (!refused)
        log.error({ err: error, dir }, 'the speech cache cannot be written; recordings are kept in memory');
      refused = true;
    }
  }

  async function tracks(hash: string): Promise<Tracks | undefined> {
    const held = memory.get(hash);
    if (held !== undefined) return held.tracks;
    if (!index.has(hash)) return undefined;
    try {
      const read = Tracks.parse(JSON.parse(await readFile(path(hash, 'json'), 'utf8')));
      const { size } = await stat(path(hash, 'wav'));
      if (size !== read.bytes) throw new Error(`the recording has ${size} bytes instead of ${read.bytes}`);
      touch(hash);
      return read;
    } catch (error) {
      if (!isMissing(error)) log.warn({ err: error, hash }, 'a recording cannot be read and is made anew');
      await drop(hash).catch(() => {});
      return undefined;
    }
  }

  async function audio(hash: string): Promise<{ bytes: Buffer; personal: boolean } | undefined> {
    const held = memory.get(hash);
    if (held !== undefined) return { bytes: held.wav, personal: held.personal };
    if (!index.has(hash)) return undefined;
    try {
      const bytes = await readFile(path(hash, 'wav'));
      touch(hash);
      return { bytes, personal: false };
    } catch {
      await drop(hash).catch(() => {});
      return undefined;
    }
  }

  try {
    await load();
  } catch (error) {
    refused = true;
    log.error({ err: error, dir }, 'the speech cache cannot be opened; recordings are kept in memory');
  }
  return { tracks, audio, put };
}
