import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from './write.ts';

it('writes pieces one after another and tells the bytes', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'write-')), 'new', 'file.txt');
  expect(await writeWhole(path, ['云', Buffer.from('厅')])).toBe(6);
  expect(await readFile(path, 'utf8')).toBe('云厅');
});

it('leaves the former file whole, and nothing beside it, when a piece fails', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'write-'));
  const path = join(dir, 'file.txt');
  await writeFile(path, 'former');
  function* failing() {
    yield 'new';
    throw new Error('no more');
  }
  await expect(writeWhole(path, failing())).rejects.toThrow('no more');
  expect(await readFile(path, 'utf8')).toBe('former');
  expect(await readdir(dir)).toEqual(['file.txt']);
});
