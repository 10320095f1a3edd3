import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Digest of bytes, 64 hex digits. */
export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

/** Renames are on the disk when the folder is. Some systems cannot open folders: there it is theirs to care for. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file so that whoever is killed leaves the former one or the new one, whole: aside, to disk, in its place. */
export async function writeDurably(path: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** The text of a file, or undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Reads a whole file into memory that `allocate` gives. */
export async function readInto(path: string, allocate: (bytes: number) => Uint8Array): Promise<Uint8Array> {
  const { size } = await stat(path);
  const bytes = allocate(size);
  const handle = await open(path, 'r');
  try {
    let at = 0;
    while (at < size) {
      const { bytesRead } = await handle.read(bytes, at, size - at, at);
      if (bytesRead === 0) throw new Error('it is cut off');
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return bytes;
}

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Removes the files of a folder for which `isOurs` holds but which are not in use. */
export async function removeOthers(
  dir: string,
  inUse: ReadonlySet<string>,
  isOurs: (name: string) => boolean,
): Promise<void> {
  for (const name of await readdir(dir))
    if (isOurs(name) && !inUse.has(name)) await rm(join(dir, name), { force: true });
}
