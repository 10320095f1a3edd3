import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from './error.ts';
import { decrypt, digest, encrypt, loadSecret } from './secret.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-secret-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('loadSecret', () => {
  it('is the same at every start and differs between installations', async () => {
    const one = await loadSecret(join(dir, 'one'));
    expect(await loadSecret(join(dir, 'one'))).toEqual(one);
    expect(await loadSecret(join(dir, 'two'))).not.toEqual(one);
  });

  it('is one secret for all who start at once, readable by the owner only, with no draft left over', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => loadSecret(dir)));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(await readdir(dir)).toEqual(['secret.key']);
    if (process.platform !== 'win32') {
      expect((await stat(join(dir, 'secret.key'))).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a damaged file rather than replacing it', async () => {
    await writeFile(join(dir, 'secret.key'), 'short');
    await expect(loadSecret(dir)).rejects.toThrow('5 bytes instead of 32');
  });
});

describe('digest', () => {
  it('depends on secret, kind and value', async () => {
    const secret = await loadSecret(dir);
    const other = await loadSecret(join(dir, 'other'));
    const base = digest(secret, 'address', '127.0.0.1');
    expect(digest(secret, 'address', '127.0.0.1')).toBe(base);
    expect(digest(other, 'address', '127.0.0.1')).not.toBe(base);
    expect(digest(secret, 'receipt', '127.0.0.1')).not.toBe(base);
    expect(digest(secret, 'address', '127.0.0.2')).not.toBe(base);
  });
});

describe('encrypt', () => {
  const secret = randomBytes(32);
  const sealed = () => encrypt(secret, 'phone', 'row 1', '13800138000');

  it('is opened again for the same purpose and owner, and never looks the same twice', () => {
    expect(decrypt(secret, 'phone', 'row 1', sealed())).toBe('13800138000');
    expect(sealed()).not.toBe(sealed());
    expect(Buffer.from(sealed(), 'base64url').toString('latin1')).not.toContain('138');
  });

  it('opens nowhere else: not in another row, for another purpose, under another secret or changed', () => {
    const changed = Buffer.from(sealed(), 'base64url');
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    expect(() => decrypt(secret, 'phone', 'row 2', sealed())).toThrow(StoreError);
    expect(() => decrypt(secret, 'name', 'row 1', sealed())).toThrow(StoreError);
    expect(() => decrypt(randomBytes(32), 'phone', 'row 1', sealed())).toThrow(StoreError);
    expect(() => decrypt(secret, 'phone', 'row 1', changed.toString('base64url'))).toThrow(StoreError);
    expect(() => decrypt(secret, 'phone', 'row 1', 'AAAA')).toThrow(StoreError);
  });
});
