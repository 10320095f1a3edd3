import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOM = fileURLToPath(new URL('..', import.meta.url));

/**
 * Digest of all that the contents of an index depend on beside the guides: the code of this room and the tables that
 * break text into words. An index made by other code is built anew, so that nobody has to remember to raise a number.
 */
export async function codeVersion(): Promise<string> {
  const hash = createHash('sha256').update(`icu ${process.versions.icu} unicode ${process.versions.unicode}`);
  const names = (await readdir(ROOM, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  for (const name of names.sort()) hash.update(name).update(await readFile(join(ROOM, name)));
  return hash.digest('hex').slice(0, 32);
}
