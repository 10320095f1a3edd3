import { statSync } from 'node:fs';

/** A file changed again within this time of a reading may keep its stamp: clocks of file systems are coarse. */
const COARSE_MS = 50;

/** What the file system says of a file. */
export interface Stamp {
  modified: number;
  changed: number;
  size: number;
  inode: number;
  /** Long enough ago for any later change to show in another stamp. */
  settled: boolean;
}

/** Whether a file is as it was when the former stamp was taken. */
export const isSame = (former: Stamp, now: Stamp): boolean =>
  former.settled &&
  former.modified === now.modified &&
  former.changed === now.changed &&
  former.size === now.size &&
  former.inode === now.inode;

/**
 * Stamp of a file as it is now; undefined when there is none. Synchronous, because thousands are asked for at each
 * loading and the asynchronous call takes ten times as long: a few microseconds each.
 * @throws when the file cannot be looked at.
 */
export function stampOf(file: string): Stamp | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return (
    stats && {
      modified: stats.mtimeMs,
      changed: stats.ctimeMs,
      size: stats.size,
      inode: stats.ino,
      settled: Date.now() - stats.mtimeMs > COARSE_MS,
    }
  );
}

/** Reads a file when it changed since the last time, and gives what it read then otherwise. */
export function whenChanged<T>(file: string, read: (file: string) => Promise<T>): () => Promise<T> {
  let former: { stamp: Stamp; value: T } | undefined;
  return async () => {
    const stamp = stampOf(file);
    if (former && stamp && isSame(former.stamp, stamp)) return former.value;
    const value = await read(file);
    former = stamp && { stamp, value };
    return value;
  };
}
