import { statSync } from 'node:fs';

/** A file changed again within this time of a reading may keep its stamp: clocks of file systems are coarse. */
const COARSE_MS = 50;

export interface Stamp {
  /** Differs whenever the file does, provided that the former was `settled`. */
  text: string;
  settled: boolean;
}

/**
 * Stamp of a file as it is now; undefined when there is none. Synchronous, because thousands are asked for at each
 * loading and the asynchronous call takes ten times as long: a few microseconds each.
 * @throws when the file cannot be looked at.
 */
export function stampOf(file: string): Stamp | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return (
    stats && {
      text: `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size} ${stats.ino}`,
      settled: Date.now() - stats.mtimeMs > COARSE_MS,
    }
  );
}

/** Reads a file when it changed since the last time, and gives what it read then otherwise. */
export function whenChanged<T>(file: string, read: (file: string) => Promise<T>): () => Promise<T> {
  let former: { stamp: Stamp; value: T } | undefined;
  return async () => {
    const stamp = stampOf(file);
    if (former?.stamp.settled && former.stamp.text === stamp?.text) return former.value;
    const value = await read(file);
    former = stamp && { stamp, value };
    return value;
  };
}
