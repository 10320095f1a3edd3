import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const GUIDES = ['id-card-renewal.zh.md', 'id-card-renewal.en.md'];

/** Shapes that every export meets, and one that none does: no guide names a sector. */
const shapes = (path: string) => `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix dct: <http://purl.org/dc/terms/> .
[] a sh:NodeShape ; sh:targetClass cpsv:PublicService ; sh:property [ sh:path ${path} ; sh:minCount 1 ] .
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-command-'));
  for (const name of GUIDES) await cp(join('knowledge/guides', name), join(folder, 'guides', name));
  // References to guides that are not in this folder would be problems of their own.
  for (const name of GUIDES) {
    const file = join(folder, 'guides', name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^related: .*\n/m, ''));
  }
  await writeFile(join(folder, 'met.ttl'), shapes('dct:identifier'));
  await writeFile(join(folder, 'unmet.ttl'), shapes('cv:sector'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `npm run knowledge -- export …` as people do. */
const run = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/knowledge/cli.ts', 'export', ...args, '--guides', join(folder, 'guides')],
      { env: { ...process.env, LC_ALL: 'C' } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

describe('the export command', () => {
  it('writes a catalogue, checks it, and ends with 0 when it conforms', async () => {
    const out = join(folder, 'catalogue.jsonld');
    const args = ['--format', 'cpsv-ap', '--out', out, '--base-url', 'https://hall.example/', '--json'];
    const { code, out: said } = await run(...args, '--shapes', join(folder, 'met.ttl'));
    expect(JSON.parse(said)).toMatchObject({
      ok: true,
      baseUrl: 'https://hall.example',
      guides: 2,
      services: 1,
      violations: [],
    });
    expect(code).toBe(0);
    expect(JSON.parse(await readFile(out, 'utf8'))['@graph'].length).toBeGreaterThan(1);
  });

  it('names guide and property of a violation, and ends with 1', async () => {
    const args = [
      '--format',
      'cpsv-ap',
      '--out',
      join(folder, 'broken.jsonld'),
      '--shapes',
      join(folder, 'unmet.ttl'),
    ];
    const { code, out } = await run(...args);
    expect(out).toMatch(/^id-card-renewal cv:sector http\S+#service: \S/m);
    expect(code).toBe(1);
  });

  it('says which guides an export is without, and ends with 1', async () => {
    const broken = join(folder, 'guides', 'no-guide.en.md');
    await writeFile(broken, 'nothing');
    const out = join(folder, 'without.json');
    const both = await run('--format', 'json', '--out', out);
    const exported = JSON.parse(await readFile(out, 'utf8'));
    const chinese = await run('--format', 'json', '--out', out, '--lang', 'zh');
    await rm(broken);
    expect(both.out).toContain(`${broken}:1`);
    expect(both.code).toBe(1);
    expect(exported.guides).toHaveLength(2);
    expect(chinese.code).toBe(0);
  });

  it('writes the files themselves, those that cannot be loaded too', async () => {
    const out = join(folder, 'files');
    const broken = join(folder, 'guides', 'no-guide.zh.md');
    await writeFile(broken, 'nothing');
    const { code } = await run('--format', 'files', '--out', out);
    expect(code).toBe(0);
    const names = await readdir(join(folder, 'guides'));
    expect(names).toContain('no-guide.zh.md');
    for (const name of names)
      expect(await readFile(join(out, name))).toEqual(await readFile(join(folder, 'guides', name)));
    await rm(broken);
    const again = await run('--format', 'files', '--out', join(folder, 'guides'));
    expect(again.code).toBe(1);
    expect(again.out).toContain('choose another');
  });

  it('says why nothing could be written, without a stack, and ends with 1', async () => {
    const { code, out, err } = await run('--format', 'json', '--out', folder);
    expect(out).toMatch(/The export failed: .*EISDIR/);
    expect(err).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it.each([
    [['--out', 'x'], '--format'],
    [['--format', 'pdf', '--out', 'x'], 'pdf'],
    [['--format', 'json'], '--out'],
    [['--format', 'json', '--out', 'x', '--shapes', 'y'], '--shapes'],
    [['--format', 'cpsv-ap', '--out', 'x', '--base-url', 'hall.example'], '--base-url'],
    [['--format', 'cpsv-ap', '--out', 'x', '--shapes', '/nowhere.ttl'], '/nowhere.ttl'],
  ])('refuses %j with 2 and says what is wrong', async (args, named) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err.split('\n')[0]).toContain(named);
  });
});
