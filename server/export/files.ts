import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locale } from '#protocol/index.ts';
import { nameParts } from '#server/knowledge/index.ts';
import { writeWhole } from './write.ts';

/** Why guide files cannot be written where they were asked for. */
export type Refusal = { kind: 'own-folder' } | { kind: 'other-guides'; names: string[] };

export class ExportRefused extends Error {
  override name = 'ExportRefused';
  readonly refusal: Refusal;
  constructor(outDir: string, refusal: Refusal) {
    super(
      refusal.kind === 'own-folder'
        ? `${outDir} is the folder of the guides itself; choose another`
        : `${outDir} holds guides that are not of this export (${refusal.names.join(', ')}); choose an empty folder`,
    );
    this.refusal = refusal;
  }
}

export interface FilesExport {
  files: { name: string; bytes: number; sha256: string }[];
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function* hashed(chunks: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

/**
 * Writes guide files as they are, byte for byte, whatever their status and whether they pass the checks or not: what
 * is read back is what was kept. Each file is compared by digest after writing.
 * @param report how far it is, 0..1.
 * @throws {ExportRefused} when `outDir` is the folder of the guides, or holds guides that are not of this export.
 */
export async function exportFiles(
  guidesDir: string,
  outDir: string,
  langs: readonly Locale[],
  report: (fraction: number) => void = () => {},
): Promise<FilesExport> {
  if (resolve(guidesDir) === resolve(outDir)) throw new ExportRefused(outDir, { kind: 'own-folder' });
  const names = (await readdir(guidesDir))
    .filter((name) => {
      const parts = nameParts(name);
      return parts !== undefined && langs.includes(parts.lang);
    })
    .sort();
  await mkdir(outDir, { recursive: true });
  const strangers = (await readdir(outDir)).filter((name) => name.endsWith('.md') && !names.includes(name));
  if (strangers.length > 0) throw new ExportRefused(outDir, { kind: 'other-guides', names: strangers });

  const files: FilesExport['files'] = [];
  for (const name of names) {
    const hash = createHash('sha256');
    const target = join(outDir, name);
    const bytes = await writeWhole(target, hashed(createReadStream(join(guidesDir, name)), hash));
    const sha256 = hash.digest('hex');
    if ((await digestOf(target)) !== sha256)
      throw new Error(`${target} reads otherwise than it was written; check the disk and export again`);
    files.push({ name, bytes, sha256 });
    report(files.length / names.length);
  }
  return { files };
}
