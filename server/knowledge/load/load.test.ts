import { appendFile, mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fishingPermit, guideFile, guidesFolder, libraryCard, twoGuides } from '../testing/guides.ts';
import { loadGuides } from './index.ts';

const TODAY = '2026-11-22';

/** Loads one Chinese guide and gives its problems with the source line that each names. */
async function problemsOf(text: string, name = 'library-card.zh.md') {
  const loaded = await loadGuides(await guidesFolder({ [name]: text }), TODAY);
  const lines = text.split('\n');
  return loaded.problems.map(({ line, field, message }) => ({
    field,
    message,
    source: lines[line - 1]?.trim(),
  }));
}

describe('loading guides', () => {
  it('loads every sound file with a version that changes with the text', async () => {
    const before = await loadGuides(await guidesFolder(twoGuides()), TODAY);
    expect(before.problems).toEqual([]);
    expect(before.guides.map(({ id, lang }) => `${id}.${lang}`)).toHaveLength(4);
    const changed = guideFile(libraryCard('zh', { summary: '改了一个字' }));
    const after = await loadGuides(
      await guidesFolder({ ...twoGuides(), 'library-card.zh.md': changed }),
      TODAY,
    );
    const version = (loaded: typeof before, id: string) =>
      loaded.guides.find((guide) => guide.id === id && guide.lang === 'zh')?.version;
    expect(version(after, 'library-card')).toMatch(/^[0-9a-f]{12}$/);
    expect(version(after, 'library-card')).not.toBe(version(before, 'library-card'));
    expect(version(after, 'fishing-permit')).toBe(version(before, 'fishing-permit'));
  });

  it('refuses a broken file and serves the rest', async () => {
    const files = { ...twoGuides(), 'library-card.zh.md': '---\nid: [\n---\n' };
    const loaded = await loadGuides(await guidesFolder(files), TODAY);
    expect(loaded.guides).toHaveLength(3);
    expect(loaded.problems[0]).toMatchObject({ message: expect.stringContaining('not valid YAML') });
    expect(loaded.problems[0]?.file).toContain('library-card.zh.md');
  });

  it('names line and field of an unknown key, deep inside too', async () => {
    const materials = [{ ...(libraryCard('zh').materials as object[])[0], colour: 'red' }];
    expect(await problemsOf(guideFile(libraryCard('zh', { materials, colour: 'red' })))).toEqual([
      { field: 'materials.0.colour', message: 'unknown key "colour"', source: 'colour: red' },
      { field: 'colour', message: 'unknown key "colour"', source: 'colour: red' },
    ]);
  });

  it('names line and field of a value of the wrong kind', async () => {
    const problems = await problemsOf(guideFile(libraryCard('zh', { status: 'open' })));
    expect(problems).toMatchObject([{ field: 'status', source: 'status: open' }]);
  });

  it('names a missing field', async () => {
    const { fees: _fees, ...rest } = libraryCard('zh');
    expect(await problemsOf(guideFile(rest))).toMatchObject([{ field: 'fees' }]);
  });

  it('refuses ids that no guide of the same language has', async () => {
    const text = guideFile(libraryCard('zh', { related: ['fishing-permit'] }));
    expect(await problemsOf(text)).toMatchObject([{ field: 'related.0', source: '- fishing-permit' }]);
    const replaced = guideFile(libraryCard('zh', { status: 'retired', superseded_by: 'fishing-permit' }));
    expect(await problemsOf(replaced)).toMatchObject([{ field: 'superseded_by' }]);
    const active = {
      'library-card.zh.md': guideFile(libraryCard('zh', { superseded_by: 'fishing-permit' })),
      'fishing-permit.zh.md': guideFile(fishingPermit('zh')),
    };
    const { problems } = await loadGuides(await guidesFolder(active), TODAY);
    expect(problems).toMatchObject([{ field: 'superseded_by', message: expect.stringContaining('active') }]);
    const files = { 'library-card.zh.md': text, 'fishing-permit.zh.md': guideFile(fishingPermit('zh')) };
    expect((await loadGuides(await guidesFolder(files), TODAY)).problems).toEqual([]);
  });

  it('does not refuse a guide because one that it refers to is broken', async () => {
    const files = {
      'library-card.zh.md': guideFile(libraryCard('zh', { related: ['fishing-permit'] })),
      'fishing-permit.zh.md': 'nothing here',
    };
    const loaded = await loadGuides(await guidesFolder(files), TODAY);
    expect(loaded.guides.map(({ id }) => id)).toEqual(['library-card']);
  });

  it.each([
    ['5 workdays', '6 workdays', true],
    ['5 workdays', '7 days', false],
    ['5 workdays', '8 days', true],
    ['1 workday', '24 hours', false],
    ['immediate', '1 hours', true],
    ['immediate', 'immediate', false],
  ])('with a legal limit of %s, a promise of %s refused: %s', async (legal, promised, refused) => {
    const problems = await problemsOf(guideFile(libraryCard('zh', { time_limit: { legal, promised } })));
    expect(problems.map(({ field }) => field)).toEqual(refused ? ['time_limit.promised'] : []);
  });

  it('warns of a review that is due and serves the guide', async () => {
    const source = { owner: 'Library', reviewed: '2025-01-01', review_by: '2026-11-21' };
    const files = { 'library-card.zh.md': guideFile(libraryCard('zh', { source })) };
    const loaded = await loadGuides(await guidesFolder(files), TODAY);
    expect(loaded.problems).toEqual([]);
    expect(loaded.guides).toHaveLength(1);
    expect(loaded.warnings).toMatchObject([{ field: 'source.review_by' }]);
  });

  it('refuses a second version of a guide under another file name', async () => {
    const files = { ...twoGuides(), 'library-card-new.zh.md': guideFile(libraryCard('zh')) };
    const loaded = await loadGuides(await guidesFolder(files), TODAY);
    expect(loaded.problems).toMatchObject([{ field: 'id', line: 2 }]);
    expect(loaded.guides.filter(({ id, lang }) => id === 'library-card' && lang === 'zh')).toHaveLength(1);
  });

  it('refuses file names and languages that do not agree', async () => {
    expect(await problemsOf(guideFile(libraryCard('zh')), 'library-card.en.md')).toMatchObject([
      { field: 'lang', source: 'lang: zh' },
    ]);
    expect(await problemsOf(guideFile(libraryCard('zh')), 'library card.md')).toMatchObject([
      { field: 'id' },
    ]);
  });

  it('refuses YAML aliases and tags at their line', async () => {
    const text = guideFile(libraryCard('zh'));
    const aliased = text.replace(/^summary:.*$/m, 'summary: *name');
    expect(await problemsOf(aliased)).toMatchObject([{ source: 'summary: *name' }]);
    const tagged = text.replace(/^summary:.*$/m, 'summary: !!js/function x');
    expect(await problemsOf(tagged)).toMatchObject([{ source: 'summary: !!js/function x' }]);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const dir = await guidesFolder(twoGuides());
    // 你好 in GBK.
    await appendFile(join(dir, 'library-card.zh.md'), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    const loaded = await loadGuides(dir, TODAY);
    expect(loaded.problems).toMatchObject([{ message: expect.stringContaining('utf-8') }]);
    expect(loaded.guides).toHaveLength(3);
  });

  it('refuses what exhausts a parser, a folder and a link to itself, and serves the rest', async () => {
    const deep = `${guideFile(libraryCard('zh'))}\n## 深 {#deep}\n\n${'> '.repeat(4000)}x\n`;
    const dir = await guidesFolder({ ...twoGuides(), 'library-card.zh.md': deep });
    await mkdir(join(dir, 'folder.zh.md'));
    await symlink('loop.zh.md', join(dir, 'loop.zh.md'));
    const loaded = await loadGuides(dir, TODAY);
    expect(loaded.problems.map(({ file }) => basename(file))).toEqual([
      'folder.zh.md',
      'library-card.zh.md',
      'loop.zh.md',
    ]);
    expect(loaded.guides).toHaveLength(3);
  });

  it('says so when the folder cannot be read', async () => {
    const loaded = await loadGuides('/no/such/folder', TODAY);
    expect(loaded.problems).toMatchObject([{ file: '/no/such/folder' }]);
  });
});

describe('the body of a guide', () => {
  const withBody = (body: string) => guideFile(libraryCard('zh'), body);

  it('becomes one plain-text section for each H2', async () => {
    const body =
      '## 去之前 {#before}\n\n带上 **证件**。\n\n1. 取号\n2. 等候\n\n## 提醒 {#hints}\n\n- 不用排队\n';
    const loaded = await loadGuides(await guidesFolder({ 'library-card.zh.md': withBody(body) }), TODAY);
    expect(loaded.guides[0]?.sections.slice(-2)).toEqual([
      { anchor: 'before', title: '去之前', text: '带上 证件。\n1. 取号\n2. 等候' },
      { anchor: 'hints', title: '提醒', text: '不用排队' },
    ]);
  });

  it.each([
    ['## 没有锚点', '## 没有锚点\n\n文字\n'],
    ['## 又一次 {#a}', '## 一 {#a}\n\n文字\n\n## 又一次 {#a}\n\n文字\n'],
    ['## 费用 {#fees}', '## 费用 {#fees}\n\n文字\n'],
    ['# 大标题', '# 大标题\n'],
    ['无处可引的话', '无处可引的话\n\n## 一 {#a}\n\n文字\n'],
    ['<b>粗</b>', '## 一 {#a}\n\n<b>粗</b>\n'],
  ])('is refused for %s, at its line', async (source, body) => {
    expect(await problemsOf(withBody(body))).toMatchObject([{ field: 'body', source }]);
  });
});
