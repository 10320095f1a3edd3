import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

async function files(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256 over names and bytes of all files below the folders and of the single files named. Hex. */
export async function digestOf(folders: readonly string[], single: readonly string[]): Promise<string> {
  const all = [...(await Promise.all(folders.map(files))).flat(), ...single].sort();
  const hash = createHash('sha256');
  for (const file of all) {
    hash.update(file.replaceAll('\\', '/')).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}
