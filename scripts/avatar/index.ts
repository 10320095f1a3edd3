import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { products } from './build.ts';

/** Where the results are committed. */
export const AVATARS_DIR = fileURLToPath(new URL('../../avatars/', import.meta.url));

/** Called before each product and once at the end, with the share done (0..1) and what comes next. */
export type OnStep = (fraction: number, path: string) => void;

/** A rough share of the whole build time for each kind of product, for an honest progress bar. */
const costOf = (path: string): number => (path.endsWith('.vrm') ? 20 : 1);

/** True when a result is missing. The results are committed, so nothing else can make them stale at a start. */
export async function isAvatarStale(): Promise<boolean> {
  return products().some(({ path }) => !existsSync(join(AVATARS_DIR, path)));
}

/** Builds every product in memory, one after another. */
async function* encodeAll(onStep: OnStep): AsyncGenerator<{ path: string; bytes: Uint8Array }> {
  const all = products();
  const total = all.reduce((sum, { path }) => sum + costOf(path), 0);
  let done = 0;
  for (const { path, encode } of all) {
    onStep(done / total, path);
    // Lets a progress bar draw itself between two long computations.
    await setImmediate();
    yield { path, bytes: await encode() };
    done += costOf(path);
  }
  onStep(1, '');
}

export interface Built {
  path: string;
  sizeBytes: number;
}

/** Builds the character, its lite variant and all clips into `avatars/`. */
export async function buildAvatar(onStep: OnStep = () => {}, directory = AVATARS_DIR): Promise<Built[]> {
  const built: Built[] = [];
  for await (const { path, bytes } of encodeAll(onStep)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes);
    built.push({ path, sizeBytes: bytes.byteLength });
  }
  return built;
}

export interface Comparison {
  path: string;
  /** SHA-256 of a fresh build, and of the committed file; null when that is missing. */
  fresh: string;
  committed: string | null;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Rebuilds everything in memory and compares it with the committed files. */
export async function compareWithCommitted(onStep: OnStep = () => {}): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for await (const { path, bytes } of encodeAll(onStep)) {
    const file = join(AVATARS_DIR, path);
    const committed = existsSync(file) ? sha256(await readFile(file)) : null;
    comparisons.push({ path, fresh: sha256(bytes), committed });
  }
  return comparisons;
}
