import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ExportRefused, exportFiles } from './files.ts';

const folder = () => mkdtemp(join(tmpdir(), 'export-'));
const digests = async (dir: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(dir)).map(async (name) => [
        name,
        createHash('sha256')
          .update(await readFile(join(dir, name)))
          .digest('hex'),
      ]),
    ),
  );

describe('writing the guides back to files', () => {
  it('gives every guide that ships, byte for byte', async () => {
    const out = join(await folder(), 'new', 'folder');
    const { files } = await exportFiles('knowledge/guides', out, ['zh', 'en']);
    const before = await digests('knowledge/guides');
    expect(await digests(out)).toEqual(before);
    expect(Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]))).toEqual(before);
  });

  it('keeps line ends, byte order marks, broken bytes and guides that the checks refuse', async () => {
    const from = await folder();
    const bytes = {
      'a.zh.md': Buffer.from('\uFEFF---\r\nid: a\r\n---\r\n'),
      'b.en.md': Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
      'c.en.md': Buffer.alloc(0),
      'd.zh.md': Buffer.alloc(300_000, '字'),
    };
    for (const [name, content] of Object.entries(bytes)) await writeFile(join(from, name), content);
    await writeFile(join(from, 'README.md'), 'no guide');
    const out = await folder();
    await exportFiles(from, out, ['zh', 'en']);
    expect((await readdir(out)).sort()).toEqual(Object.keys(bytes));
    for (const [name, content] of Object.entries(bytes))
      expect((await readFile(join(out, name))).equals(content), name).toBe(true);
  });

  it('keeps to the language asked for and tells how far it is', async () => {
    const out = await folder();
    const heard: number[] = [];
    await exportFiles('knowledge/guides', out, ['en'], (fraction) => heard.push(fraction));
    expect((await readdir(out)).filter((name) => !name.endsWith('.en.md'))).toEqual([]);
    expect(heard.at(-1)).toBe(1);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  });

  it('may be done again over its own files', async () => {
    const out = await folder();
    await exportFiles('knowledge/guides', out, ['en']);
    await writeFile(join(out, 'id-card-renewal.en.md'), 'changed since');
    await exportFiles('knowledge/guides', out, ['en']);
    expect(await readFile(join(out, 'id-card-renewal.en.md'), 'utf8')).not.toBe('changed since');
  });

  it('refuses the folder of the guides itself, and one that holds other guides, and changes neither', async () => {
    await expect(exportFiles('knowledge/guides', './knowledge/../knowledge/guides', ['zh'])).rejects.toThrow(
      ExportRefused,
    );
    const out = await folder();
    await writeFile(join(out, 'another-city.zh.md'), 'theirs');
    await expect(exportFiles('knowledge/guides', out, ['zh'])).rejects.toThrow('another-city.zh.md');
    expect(await readdir(out)).toEqual(['another-city.zh.md']);
  });
});
