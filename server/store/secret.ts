import { createHmac, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Length of the secret, in bytes: that of the digest it keys. */
const SECRET_BYTES = 32;

/** A key that belongs to one installation. Whoever has it and the database can guess short values again. */
export type Secret = Uint8Array;

/**
 * Reads the installation's secret, `<dataDir>/secret.key`, creating it at first start (256 random bits, readable
 * by the owner only).
 * Of two processes that start together, one creates it and both use it.
 *
 * @throws when the file cannot be read or written, or is not 32 bytes long.
 */
export async function loadSecret(dataDir: string): Promise<Secret> {
  const path = join(resolve(dataDir), 'secret.key');
  const existing = await readIfThere(path);
  if (existing !== undefined) return checked(existing, path);

  await mkdir(dataDir, { recursive: true });
  // Linking a finished file into place is atomic and fails when another process was first.
  const draft = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    await writeFile(draft, randomBytes(SECRET_BYTES), { mode: 0o600, flag: 'wx' });
    await link(draft, path).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  return checked(await readFile(path), path);
}

/**
 * Keyed digest of a personal value (HMAC-SHA-256, base64url), for storing it where only equality matters.
 * `kind` keeps the same value apart in different uses, so digests of different columns cannot be matched.
 */
export function digest(secret: Secret, kind: string, value: string): string {
  return createHmac('sha256', secret).update(kind).update('\0').update(value).digest('base64url');
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function checked(bytes: Buffer, path: string): Secret {
  if (bytes.length === SECRET_BYTES) return bytes;
  throw new Error(
    `The secret ${path} has ${bytes.length} bytes instead of ${SECRET_BYTES}. Put back the copy that belongs to ` +
      'this database; a new one makes the receipts stored so far unusable.',
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
