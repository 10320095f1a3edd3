import { chmod, mkdir, readdir, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCache } from './cache.ts';
import { recordedLog, temporaryFolder } from './testing/programs.ts';

const hash = (letter: string) => letter.repeat(64);
const sound = (bytes = 1000) => Buffer.alloc(bytes, 7);
const tracks = (bytes = 1000) => ({ durationMs: 20, bytes, mouth: [], words: [] });

async function cacheIn(dir: string, maxBytes = 10_000, memoryBytes = 3000) {
  const log = recordedLog();
  return { log, cache: await openCache({ dir, maxBytes, log, memoryBytes }) };
}

describe('speech cache', () => {
  it('gives back what was put, also after a restart', async () => {
    const dir = await temporaryFolder();
    const { cache } = await cacheIn(dir);
    await cache.put(hash('a'), sound(), tracks());
    const { cache: again } = await cacheIn(dir);
    expect(await again.tracks(hash('a'))).toEqual(tracks());
    expect((await again.audio(hash('a')))?.bytes).toEqual(sound());
    expect(await again.tracks(hash('b'))).toBeUndefined();
    expect(await again.audio(hash('b'))).toBeUndefined();
  });

  it('keeps to its bound by deleting what was used longest ago', async () => {
    const dir = await temporaryFolder();
    const { cache } = await cacheIn(dir, 3500);
    for (const letter of ['a', 'b', 'c']) await cache.put(hash(letter), sound(), tracks());
    await cache.tracks(hash('a'));
    await cache.put(hash('d'), sound(), tracks());
    expect(await cache.tracks(hash('b'))).toBeUndefined();
    expect(await cache.tracks(hash('a'))).toBeDefined();
    expect((await readdir(dir)).sort()).toHaveLength(6);
  });

  it('remembers over a restart what was used last', async () => {
    const dir = await temporaryFolder();
    const { cache } = await cacheIn(dir);
    for (const letter of ['a', 'b']) await cache.put(hash(letter), sound(), tracks());
    for (const kind of ['wav', 'json']) await utimes(join(dir, `${hash('b')}.${kind}`), 1, 1);
    const { cache: smaller } = await cacheIn(dir, 1200);
    expect(await smaller.tracks(hash('a'))).toBeDefined();
    expect(await smaller.tracks(hash('b'))).toBeUndefined();
  });

  it('drops a recording whose files are damaged', async () => {
    const dir = await temporaryFolder();
    const { cache, log } = await cacheIn(dir);
    await cache.put(hash('a'), sound(), tracks());
    await cache.put(hash('b'), sound(), tracks());
    await truncate(join(dir, `${hash('a')}.wav`), 10);
    await writeFile(join(dir, `${hash('b')}.json`), '{"durationMs": "long"');
    expect(await cache.tracks(hash('a'))).toBeUndefined();
    expect(await cache.tracks(hash('b'))).toBeUndefined();
    expect(await readdir(dir)).toEqual([]);
    expect(log.lines).toHaveLength(2);
  });

  it('clears away what a process that ended while writing left behind', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, `${hash('a')}.wav.99-1.tmp`), 'half');
    await writeFile(join(dir, `${hash('b')}.wav`), 'without tracks');
    await writeFile(join(dir, 'notes.txt'), 'not ours');
    await cacheIn(dir);
    expect(await readdir(dir)).toEqual(['notes.txt']);
  });

  it('serves from memory when the disk refuses, says so once, and stays bounded', async () => {
    const dir = join(await temporaryFolder(), 'cache');
    const { cache, log } = await cacheIn(dir);
    // A folder in place of each file fails for every user, root included; as a full disk does.
    for (const letter of ['a', 'b', 'c', 'd'])
      await mkdir(join(dir, `${hash(letter)}.wav`, 'x'), { recursive: true });
    for (const letter of ['a', 'b', 'c', 'd']) await cache.put(hash(letter), sound(), tracks());
    expect(log.lines.map(({ level }) => level)).toEqual(['error']);
    expect((await cache.audio(hash('d')))?.bytes).toEqual(sound());
    expect(await cache.tracks(hash('d'))).toEqual(tracks());
    expect(await cache.audio(hash('a'))).toBeUndefined();
  });

  it('works without a folder that can be made', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    const { cache, log } = await cacheIn(join(file, 'cache'));
    await cache.put(hash('a'), sound(), tracks());
    expect((await cache.audio(hash('a')))?.bytes).toEqual(sound());
    expect(log.lines).toHaveLength(1);
  });

  it('keeps what is private off the disk', async () => {
    const dir = await temporaryFolder();
    const { cache } = await cacheIn(dir);
    await cache.put(hash('a'), sound(), tracks(), { private: true });
    expect(await readdir(dir)).toEqual([]);
    expect(await cache.audio(hash('a'))).toEqual({ bytes: sound(), personal: true });
  });
});
