import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadGuides } from '../load/index.ts';
import { normalize } from '../tokens.ts';
import { elsewhereBeside, loadElsewhere, parseElsewhere } from './load.ts';

const GUIDES_DIR = './knowledge/guides';

/** Numbers that are the same in the whole country: emergencies, public services, and the traffic police's app. */
const NATIONAL = new Set(
  [
    '110 119 120 122 95598 96110 12121 12123',
    '12300 12305 12306 12308 12309 12313 12315 12320 12321 12326 12328 12329 12333 12337 12338 12339',
    '12345 12348 12351 12355 12356 12360 12363 12366 12367 12368 12369 12371 12377 12378 12385 12386',
    '12388 12389 12393',
  ].flatMap((line) => line.split(' ')),
);

const TWO = `# A comment
matters:
  # Police
  - id: dog
    office: {zh: 派出所, en: the police station}
    zh: [养犬登记, 办狗证, 给狗上户口]
    en: [dog licence, register my dog, dog tag]
  - id: fireworks
    office:
      zh: 应急管理部门
      en: the emergency management bureau
    zh:
      - 烟花爆竹零售许可
      - 卖鞭炮
      - 摆摊卖烟花
    en: [fireworks licence, sell firecrackers, firework stall]
`;

const numbersIn = (text: string) => (text.match(/\d+/g) ?? []).sort();

/** Problems of a file, each with the text of the line that it names. */
async function problemsOf(text: string) {
  const { matters, problems } = await parseElsewhere('elsewhere.yaml', text);
  expect(matters).toEqual([]);
  const lines = text.split('\n');
  return problems.map(({ line, field, message }) => ({ source: lines[line - 1]?.trim(), field, message }));
}

describe('loading the matters of other offices', () => {
  it('reads every matter, comments and both styles of YAML', async () => {
    const { matters, problems } = await parseElsewhere('elsewhere.yaml', TWO);
    expect(problems).toEqual([]);
    expect(matters.map(({ id, office, zh }) => [id, office.zh, zh[1]])).toEqual([
      ['dog', '派出所', '办狗证'],
      ['fireworks', '应急管理部门', '卖鞭炮'],
    ]);
  });

  it('names line and field of an unknown key and of one that is missing', async () => {
    const unknown = TWO.replace('      zh: 应急管理部门', '      phone: 12345\n      zh: 应急管理部门');
    expect(await problemsOf(unknown)).toEqual([
      { source: 'phone: 12345', field: 'matters.1.office.phone', message: 'unknown key "phone"' },
    ]);
    expect(await problemsOf(TWO.replace('      en: the emergency management bureau\n', ''))).toMatchObject([
      { field: 'matters.1.office.en' },
    ]);
    expect(await problemsOf(TWO.replace('matters:', 'version: 2\nmatters:'))).toMatchObject([
      { source: 'version: 2', field: 'version' },
    ]);
  });

  it('names line and field of a value of the wrong kind', async () => {
    expect(await problemsOf(TWO.replace('- 卖鞭炮', '- {a: 1}'))).toMatchObject([
      { source: '- {a: 1}', field: 'matters.1.zh.1' },
    ]);
    expect(await problemsOf(TWO.replace('- 卖鞭炮', '- ？！'))).toMatchObject([
      { source: '- ？！', field: 'matters.1.zh.1' },
    ]);
    expect(await problemsOf(TWO.replace('id: dog', 'id: Dog Licence'))).toMatchObject([
      { source: '- id: Dog Licence', field: 'matters.0.id' },
    ]);
  });

  it('refuses a matter that has fewer than three names in a language', async () => {
    expect(await problemsOf(TWO.replace(', dog tag', ''))).toMatchObject([
      { source: 'en: [dog licence, register my dog]', field: 'matters.0.en' },
    ]);
  });

  it('refuses an id twice and a name of two matters, whatever its capitals', async () => {
    expect(await problemsOf(TWO.replace('id: fireworks', 'id: dog'))).toMatchObject([
      { field: 'matters.1.id', message: expect.stringContaining('"dog"') },
    ]);
    expect(await problemsOf(TWO.replace('- 卖鞭炮', '- 办狗证'))).toMatchObject([
      { source: '- 办狗证', field: 'matters.1.zh.1', message: expect.stringContaining('"dog"') },
    ]);
    expect(await problemsOf(TWO.replace('firework stall', 'Dog Licence'))).toMatchObject([
      { field: 'matters.1.en.2' },
    ]);
  });

  it('takes a missing file for an empty list and refuses one that cannot be read', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'yunting-elsewhere-')), 'elsewhere.yaml');
    expect(await loadElsewhere(file)).toEqual({ matters: [], problems: [] });
    // 你好 in GBK.
    await writeFile(file, Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    expect((await loadElsewhere(file)).problems).toMatchObject([{ file, line: 1 }]);
    await writeFile(file, TWO);
    expect((await loadElsewhere(file)).matters).toHaveLength(2);
  });
});

describe('the matters of other offices that ship', async () => {
  const { matters, problems } = await loadElsewhere(elsewhereBeside(GUIDES_DIR));
  const { guides } = await loadGuides(GUIDES_DIR, '2026-01-01');

  it('load whole', () => {
    expect(problems).toEqual([]);
    expect(matters.length).toBeGreaterThanOrEqual(180);
  });

  it.each(['zh', 'en'] as const)('go in %s by no name that a guide goes by or is asked by', (lang) => {
    const told = new Map(
      guides
        .filter((guide) => guide.lang === lang)
        .flatMap(({ id, name, aliases, questions }) =>
          [name, ...aliases, ...questions].map((form) => [normalize(form), id]),
        ),
    );
    const shared = matters.flatMap(({ id, [lang]: names }) =>
      names.flatMap((name) => {
        const guide = told.get(normalize(name));
        return guide === undefined ? [] : [`${id}: "${name}" is ${guide}`];
      }),
    );
    expect(shared).toEqual([]);
  });

  it('give no number to call but national hotlines', () => {
    const numbers = matters.flatMap(({ office }) => numbersIn(`${office.zh} ${office.en}`));
    expect(numbers.filter((number) => !NATIONAL.has(number))).toEqual([]);
  });

  it('give the same numbers in both languages', () => {
    expect(matters.map(({ office }) => numbersIn(office.zh))).toEqual(
      matters.map(({ office }) => numbersIn(office.en)),
    );
  });
});
