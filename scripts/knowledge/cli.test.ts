import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runKnowledge } from './run.ts';

/** In this process: for what prints nothing on its way. */
async function run(args: string[], env: Record<string, string> = {}) {
  const { code, out, err } = await runKnowledge(args, { ...process.env, LC_ALL: 'C', ...env });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** As people start it. */
const start = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/knowledge/cli.ts', ...args],
      { env: { ...process.env, LC_ALL: 'C', ...env } },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

const folder = () => mkdtemp(join(tmpdir(), 'knowledge-cli-'));
const CSV = '事项名称,实施主体,受理条件\n犬只登记,海澄市公安局,犬龄满三个月\n猫只登记,海澄市公安局,无';

describe('wrong use', () => {
  test.each([
    [[], 'name a command'],
    [['frobnicate'], 'frobnicate'],
    [['check', '--colour'], '--colour'],
    [['check', '--lang', 'fr'], '--lang fr'],
    [['search'], 'one question'],
    [['search', 'a', '--limit', '0'], '--limit 0'],
    [['import', 'x.csv'], '--into'],
    [['import', '--into', 'x'], 'files'],
    [['import', 'x.csv', '--into', 'knowledge/guides', '--status', 'active'], 'knowledge/guides'],
    [['import', 'x.csv', '--into', 'x', '--columns', '/nowhere.yaml'], '/nowhere.yaml'],
  ])('%j ends with 2 and says what is wrong', async (args, named) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err.split('\n')[0]).toContain(named);
  });
});

test('started as people start it, it prints and ends with its code', async () => {
  const [helped, wrong] = await Promise.all([start(['--help']), start(['frobnicate'])]);
  expect(helped).toMatchObject({ code: 0, out: expect.stringContaining('Usage'), err: '' });
  expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('frobnicate') });
});

test('help speaks the language of the terminal', async () => {
  expect((await run(['--help'])).out).toContain('Usage');
  const { out, code } = await run(['import', '--help'], { LC_ALL: 'zh_CN.UTF-8' });
  expect(out).toContain('用法');
  expect(out).toContain('refused: [{file, line, field, code');
  expect(code).toBe(0);
});

describe('import', () => {
  test('shows first, writes with --apply, and tells what is missing', async () => {
    const dir = await folder();
    const source = join(dir, 'a.csv');
    const into = join(dir, 'drafts');
    await writeFile(source, CSV);
    const preview = await run(['import', source, '--into', into]);
    expect(preview.out).toMatch(/2 new, 0 changed, 0 the same, 0 refused/);
    expect(preview.out).toMatch(/missing .*materials 2/);
    expect(preview.code).toBe(0);
    expect(await readdir(dir)).toEqual(['a.csv']);

    const applied = await run(['import', source, '--into', into, '--apply', '--json']);
    expect(JSON.parse(applied.out)).toMatchObject({ ok: true, new: 2, written: 2, refused: [] });
    await writeFile(source, CSV.replace('三个月', '六个月'));
    const changed = await run(['import', source, '--into', into]);
    expect(changed.out).toContain('conditions.0.text: 犬龄满三个月 → 犬龄满六个月');
    expect(changed.out).toMatch(/0 new, 1 changed, 1 the same/);
  });

  test('names file, line and reason of what is refused, in the language asked for, and ends with 1', async () => {
    const dir = await folder();
    const source = join(dir, 'a.jsonl');
    await writeFile(source, '{"title":"甲","受理条件":"x"}\n{broken\n');
    const { out, code } = await run(['import', source, '--into', dir], { LC_ALL: 'zh_CN.UTF-8' });
    expect(out).toContain(`${source}:2: 文件已损坏`);
    expect(code).toBe(1);
  });

  test('made whole in a folder of their own, guides pass the check and are found', async () => {
    const dir = await folder();
    const source = join(dir, 'a.csv');
    const into = join(dir, 'guides');
    await writeFile(source, CSV);
    await run(['import', source, '--into', into, '--status', 'active', '--apply']);
    const checked = await run(['check', '--guides', into, '--lang', 'zh', '--json']);
    expect(JSON.parse(checked.out)).toMatchObject({ ok: true, guides: 2, problems: [] });
    expect(checked.code).toBe(0);
    const counted = await run(['stats', '--guides', into, '--json']);
    expect(JSON.parse(counted.out)).toMatchObject({
      guides: 2,
      byLanguage: { zh: 2 },
      missing: { unstated: { fees: 2 } },
    });
    const searched = await run(['search', '犬只登记', '--guides', into, '--json']);
    expect(JSON.parse(searched.out)).toMatchObject({
      ok: true,
      fits: true,
    });
    const indexed = await run(['index', '--guides', into, '--json']);
    expect(JSON.parse(indexed.out)).toMatchObject({ ok: true, guides: { zh: 2, en: 0 } });
  });
});

describe('check', () => {
  test('names file, line and field, and ends with 1', async () => {
    const dir = await folder();
    const file = join(dir, 'id-card-renewal.zh.md');
    const guide = await readFile('knowledge/guides/id-card-renewal.zh.md', 'utf8');
    const line = guide.split('\n').findIndex((each) => each.startsWith('kind:')) + 1;
    await writeFile(file, guide.replace(/^kind: .*/m, 'kind: parcel').replace(/^related: .*\n/m, ''));
    const { out, code } = await run(['check', '--guides', dir]);
    expect(out).toContain(`${file}:${line} kind: `);
    expect(code).toBe(1);
  });

  test('a guide in one language alone is named', async () => {
    const dir = await folder();
    const guide = await readFile('knowledge/guides/id-card-renewal.zh.md', 'utf8');
    await writeFile(join(dir, 'id-card-renewal.zh.md'), guide.replace(/^related: .*\n/m, ''));
    const { out } = await run(['check', '--guides', dir, '--json']);
    expect(JSON.parse(out).problems).toMatchObject([{ kind: 'languages', field: 'lang' }]);
  });

  test('a broken list beside the guides is named too', async () => {
    const root = await folder();
    const dir = join(root, 'guides');
    await mkdir(dir);
    await copyFile('knowledge/guides/legal-aid.zh.md', join(dir, 'legal-aid.zh.md'));
    await writeFile(join(root, 'elsewhere.yaml'), 'matters:\n  - id: dogs\n');
    await writeFile(join(root, 'glossary.yaml'), 'no such key: 1\n');
    const { out, code } = await run(['check', '--guides', dir, '--json']);
    const lists = JSON.parse(out).problems.filter(({ kind }: { kind: string }) => kind === 'list');
    const files = new Set(lists.map(({ file }: { file: string }) => file));
    expect(files).toEqual(new Set([join(root, 'elsewhere.yaml'), join(root, 'glossary.yaml')]));
    expect(code).toBe(1);
  });
});

test('search names the office where the matter is of another office', async () => {
  const data = ['--data', await folder()];
  const { out, code } = await run(['search', '犬只年检', ...data, '--json']);
  expect(JSON.parse(out)).toMatchObject({
    fits: false,
    elsewhere: { office: expect.stringContaining('派出所') },
  });
  expect(code).toBe(1);
  expect((await run(['search', 'dog licence', ...data])).out).toContain('police station');
});
