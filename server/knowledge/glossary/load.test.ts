import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../knowledge.ts';
import { loadGuides } from '../load/index.ts';
import { twoGuides } from '../testing/guides.ts';
import { glossaryBeside, loadGlossary, parseGlossary } from './load.ts';

const GUIDES_DIR = './knowledge/guides';

/** Problems of a glossary file, each with the text of the line that it names. */
async function problemsOf(text: string) {
  const { entries, problems } = await parseGlossary('glossary.yaml', text);
  expect(entries).toEqual([]);
  const lines = text.split('\n');
  return problems.map(({ line, field, message }) => ({ source: lines[line - 1]?.trim(), field, message }));
}

const TWO = `# A comment
entries:
  # Papers
  - id: booklet
    zh: {term: 户口簿, words: [户口本]}
  - id: licence
    zh:
      term: 驾驶证
      words:
        - 驾照
        - 车本
`;

describe('loading a glossary', () => {
  it('reads every entry, comments and both styles of YAML', async () => {
    const { entries, problems } = await parseGlossary('glossary.yaml', TWO);
    expect(problems).toEqual([]);
    expect(entries.map(({ id, zh }) => [id, zh?.words])).toEqual([
      ['booklet', ['户口本']],
      ['licence', ['驾照', '车本']],
    ]);
  });

  it('names line and field of an unknown key', async () => {
    expect(
      await problemsOf(TWO.replace('      term: 驾驶证', '      term: 驾驶证\n      colour: red')),
    ).toEqual([{ source: 'colour: red', field: 'entries.1.zh.colour', message: 'unknown key "colour"' }]);
    expect(await problemsOf(TWO.replace('entries:', 'colour: red\nentries:'))).toEqual([
      { source: 'colour: red', field: 'colour', message: 'unknown key "colour"' },
    ]);
  });

  it('names line and field of a value of the wrong kind', async () => {
    expect(await problemsOf(TWO.replace('- 车本', '- {a: 1}'))).toMatchObject([
      { source: '- {a: 1}', field: 'entries.1.zh.words.1' },
    ]);
    expect(await problemsOf(TWO.replace('id: licence', 'id: Driving Licence'))).toMatchObject([
      { source: '- id: Driving Licence', field: 'entries.1.id' },
    ]);
  });

  it('names the line of text that is no YAML', async () => {
    expect(await problemsOf(TWO.replace('- 车本', '- [车本'))).toMatchObject([
      { message: expect.stringContaining('not valid YAML') },
    ]);
  });

  it('tells how the list is written when it is not there', async () => {
    expect(await problemsOf('entries: [{id: a, zh: {term: 甲}}]\n')).toMatchObject([
      { field: 'entries', message: expect.stringContaining('"- "') },
    ]);
    expect(await problemsOf('')).not.toEqual([]);
  });

  it('refuses an id twice and a word of two entries that neither calls wider', async () => {
    expect(await problemsOf(TWO.replace('id: licence', 'id: booklet'))).toMatchObject([
      { field: 'entries.1.id' },
    ]);
    expect(await problemsOf(TWO.replace('车本', '户口本'))).toMatchObject([
      { source: '- 户口本', field: 'entries.1.zh.words.1', message: expect.stringContaining('"booklet"') },
    ]);
    expect(await problemsOf(TWO.replace('车本', '驾照'))).toMatchObject([{ field: 'entries.1.zh.words.1' }]);
    const shared = TWO.replace('words:\n        - 驾照', 'wider: [户口本]\n      words:\n        - 驾照');
    expect((await parseGlossary('glossary.yaml', shared)).problems).toEqual([]);
  });

  it('refuses parentheses where words are offered, and those that do not match', async () => {
    expect(await problemsOf(TWO.replace('车本', '(车|驾)本'))).toMatchObject([
      { field: 'entries.1.zh.words.1' },
    ]);
    const heard = TWO.replace('words: [户口本]', 'heard: [(户口|户籍本]');
    expect(await problemsOf(heard)).toMatchObject([{ field: 'entries.0.zh.heard.0' }]);
  });

  it('takes a missing file for an empty glossary and refuses one that cannot be read', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yunting-glossary-'));
    const file = join(dir, 'glossary.yaml');
    expect(await loadGlossary(file)).toEqual({ entries: [], problems: [] });
    // 你好 in GBK.
    await writeFile(file, Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    expect((await loadGlossary(file)).problems).toMatchObject([{ file, line: 1 }]);
    await writeFile(file, TWO);
    expect((await loadGlossary(file)).entries).toHaveLength(2);
  });
});

describe('the glossary of a knowledge base', () => {
  it('is the file beside the folder of guides, read again with them, its problems named like theirs', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'yunting-glossary-'));
    const guidesDir = join(dir, 'guides');
    await mkdir(guidesDir);
    for (const [name, text] of Object.entries(twoGuides())) await writeFile(join(guidesDir, name), text);
    const warnings: string[] = [];
    const log = { info() {}, warn: (message: string) => warnings.push(message) };
    const knowledge = await createKnowledge({ guidesDir, dataDir: join(dir, 'data'), embeddings: null, log });
    const formsOf = (text: string) => knowledge.glossary('zh').expand(text);
    expect(knowledge.problems()).toEqual([]);
    expect(formsOf('驾照')).toEqual([]);

    const file = glossaryBeside(guidesDir);
    await writeFile(file, TWO);
    await knowledge.reload();
    expect(formsOf('驾照')[0]).toEqual({ term: '驾驶证', weight: 1 });

    await writeFile(file, TWO.replace('words:\n', 'word:\n'));
    await knowledge.reload();
    expect(knowledge.problems()).toMatchObject([{ file, field: 'entries.1.zh.word', line: 9 }]);
    expect(warnings).toMatchObject([expect.stringContaining(`${file}:9 entries.1.zh.word`)]);
    expect(formsOf('驾照')).toEqual([]);
    expect(knowledge.guides('zh')).toHaveLength(2);
    await knowledge.close();
  });
});

describe('the glossary that ships', () => {
  it('loads whole', async () => {
    const { entries, problems } = await loadGlossary(glossaryBeside(GUIDES_DIR));
    expect(problems).toEqual([]);
    expect(entries.length).toBeGreaterThanOrEqual(200);
  });

  it.each(['zh', 'en'] as const)(
    'has for its official terms words that the guides in %s write',
    async (lang) => {
      const { entries } = await loadGlossary(glossaryBeside(GUIDES_DIR));
      const files = (await loadGuides(GUIDES_DIR, '2026-01-01')).guides.filter(
        (guide) => guide.lang === lang,
      );
      const written = files
        .flatMap(({ name, sections }) => [name, ...sections.map(({ title, text }) => `${title} ${text}`)])
        .join('\n')
        .toLowerCase();
      const terms = entries.flatMap(({ [lang]: names }) => (names ? [names.term.toLowerCase()] : []));
      expect(terms.filter((term) => !written.includes(term))).toEqual([]);
    },
  );
});
