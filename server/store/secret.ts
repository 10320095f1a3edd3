import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StoreError } from './error.ts';

/** Length of the secret, in bytes: that of the digest it keys. */
const SECRET_BYTES = 32;

/** A key that belongs to one installation. Whoever has it and the database can guess short values again. */
export type Secret = Uint8Array;

/**
 * Reads the installation's secret, `<dataDir>/secret.key`, creating it at first start (256 random bits, readable
 * by the owner only).
 * Of two processes that start together, one creates it and both use it.
 *
 * @throws {StoreError} when the file cannot be read or written, or is not 32 bytes long.
 */
export async function loadSecret(dataDir: string): Promise<Secret> {
  const path = join(resolve(dataDir), 'secret.key');
  try {
    return await readOrCreate(path);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`The secret ${path} cannot be read or written: ${reason}.`, { cause: error });
  }
}

async function readOrCreate(path: string): Promise<Secret> {
  const existing = await readIfThere(path);
  if (existing !== undefined) return checked(existing, path);

  await mkdir(dirname(path), { recursive: true });
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

/** Of AES-256-GCM as NIST SP 800-38D recommends it, in bytes. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const keyFor = (secret: Secret, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secret, '', `yunting/${purpose}`, 32));

/**
 * Encrypts a personal value that must be read again (AES-256-GCM under a key derived for this `purpose` by HKDF; RFC
 * 5869), base64url. `bound` is what it belongs to, such as its row: it opens nowhere else. The same value never looks
 * the same twice.
 */
export function encrypt(secret: Secret, purpose: string, bound: string, value: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/**
 * Opens what {@link encrypt} made for the same purpose and owner.
 * @throws {StoreError} when it was changed, belongs elsewhere, or was made under another secret.
 */
export function decrypt(secret: Secret, purpose: string, bound: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64url');
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  try {
    const key = keyFor(secret, purpose);
    const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(bound))
      .setAuthTag(tag);
    const opened = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new StoreError(
      `A value kept for ${purpose} cannot be opened. Put back the secret.key that belongs to this database.`,
      { cause: error },
    );
  }
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
  throw new StoreError(
    `The secret ${path} has ${bytes.length} bytes instead of ${SECRET_BYTES}. Put back the copy that belongs to ` +
      'this database; a new one makes the receipts stored so far unusable.',
  );
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
