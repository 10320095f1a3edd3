import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createKnowledge } from './index.ts';
import { fishingPermit, guideFile, guidesFolder, libraryCard } from './testing/guides.ts';

const PROGRAM = fileURLToPath(new URL('./testing/open-knowledge.ts', import.meta.url));
const GUIDES = 60;
/** Makes ten parts a language. */
const PART_SECTIONS = 75;
const KILLS = 10;
const QUESTIONS = [
  '借书证 17',
  '钓鱼许可 4 要多少钱',
  '怎么在图书馆借书',
  '在湖里钓鱼要办证吗',
  '读者证办理 88 的条件',
];

/** The same numbers 0..1 at every run (Lehmer, with the multiplier of Park and Miller 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function manyGuides(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let i = 0; i < GUIDES; i += 1)
    for (const lang of ['zh', 'en'] as const) {
      const front = (i % 2 === 0 ? libraryCard : fishingPermit)(lang);
      const changes = { id: `guide-${i}`, name: `${front.name} ${i}`, summary: `${front.summary} ${i}` };
      files[`guide-${i}.${lang}.md`] = guideFile({ ...front, ...changes });
    }
  return files;
}

/** Waits until the process has told that at least this share of the index is built. */
const built = (child: ChildProcess, share: number) =>
  new Promise<void>((resolve, reject) => {
    child.on('message', (fraction) => Number(fraction) >= share && resolve());
    child.once('exit', (code) => reject(new Error(`the process ended with code ${code}`)));
  });

const gone = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

describe('a process killed while it indexes', () => {
  let guidesDir = '';

  /** Starts to index into an empty folder, and is killed after so long a time after so large a share is built. */
  const killedAt = async (share: number, afterMs: number) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'killed-'));
    const child = fork(PROGRAM, [guidesDir, dataDir, String(PART_SECTIONS)], {
      execArgv: ['--import', 'tsx'],
    });
    await built(child, share);
    await sleep(afterMs);
    const ended = gone(child);
    child.kill('SIGKILL');
    await ended;
    return dataDir;
  };
  const answers = async (dataDir: string) => {
    const warnings: string[] = [];
    const knowledge = await createKnowledge({
      guidesDir,
      dataDir,
      embeddings: null,
      partSections: PART_SECTIONS,
      log: { info: () => {}, warn: (message) => warnings.push(message) },
    });
    const found = [];
    for (const text of QUESTIONS) found.push(await knowledge.search({ text, lang: 'zh', limit: 20 }));
    found.push(await knowledge.search({ text: 'where is the angling licence 5', lang: 'en', limit: 20 }));
    await knowledge.close();
    return { found, warnings };
  };
  /** The files that the lists of parts name. */
  const kept = async (dataDir: string) => {
    const dir = join(dataDir, 'index');
    const names = await readdir(dir).catch(() => []);
    const lists = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => readFile(join(dir, name), 'utf8')),
    );
    return lists.flatMap((list) => list.match(/[a-z]{2}-[0-9a-f]{12}\.[a-z]+/g) ?? []);
  };

  beforeAll(async () => {
    guidesDir = await guidesFolder(manyGuides());
  });

  it('starts again to a whole index, from the parts that were whole', { timeout: 180_000 }, async () => {
    const clean = await answers(await mkdtemp(join(tmpdir(), 'clean-')));
    const random = seeded(20_261_122);
    const reused: number[] = [];
    for (let i = 0; i < KILLS; i += 1) {
      // The first while the guides are read, the others through all parts of both languages.
      const share = i === 0 ? 0 : (i - random()) / (KILLS - 1);
      const dataDir = await killedAt(share, (i === 0 ? 200 : 20) * random());
      const before = await kept(dataDir);
      const again = await answers(dataDir);
      expect(again).toEqual(clean);
      expect(await kept(dataDir)).toEqual(expect.arrayContaining(before));
      const inFolder = (await readdir(join(dataDir, 'index'))).filter((name) => !name.endsWith('.json'));
      expect(inFolder.sort()).toEqual((await kept(dataDir)).sort());
      reused.push(before.length);
    }
    // Points fell before any part and between parts.
    expect(new Set(reused).size).toBeGreaterThan(KILLS / 2);
  });
});
