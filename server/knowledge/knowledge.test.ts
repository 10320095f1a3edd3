import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoint } from '#server/config.ts';
import { type FakeEmbeddings, startFakeEmbeddings } from '#server/testing/index.ts';
import { createKnowledge } from './index.ts';
import { fishingPermit, guideFile, guidesFolder, libraryCard, twoGuides } from './testing/guides.ts';
import { citizenSaid } from './types.ts';

const NOON = new Date('2026-11-22T12:00:00+08:00');

async function open(
  files: Record<string, string> | string,
  more: { dataDir?: string; embeddings?: Endpoint } = {},
) {
  const guidesDir = typeof files === 'string' ? files : await guidesFolder(files);
  const dataDir = more.dataDir ?? (await mkdtemp(join(tmpdir(), 'knowledge-')));
  const warnings: string[] = [];
  const clock = { now: NOON };
  const knowledge = await createKnowledge({
    guidesDir,
    dataDir,
    embeddings: more.embeddings ?? null,
    log: { info: () => {}, warn: (message) => warnings.push(message) },
    now: () => clock.now,
  });
  return { knowledge, guidesDir, dataDir, warnings, clock };
}

describe('searching', () => {
  it('finds the guide, and in it the section that is asked for', async () => {
    const { knowledge } = await open(twoGuides());
    const fees = await knowledge.search({ text: '办借书证要多少钱', lang: 'zh' });
    expect(fees.hits[0]).toMatchObject({ guide: 'library-card', section: 'fees', text: '本事项不收费。' });
    expect(fees.hits[0]?.title).toBe('读者证办理 · 收费标准');
    const where = await knowledge.search({ text: 'where do I get an angling licence', lang: 'en' });
    expect(where.hits[0]).toMatchObject({ guide: 'fishing-permit', section: 'locations' });
  });

  it('scores within 0..1, best first, and keeps to the limit', async () => {
    const { knowledge } = await open(twoGuides());
    const { hits } = await knowledge.search({ text: '借书证', lang: 'zh', limit: 3 });
    const scores = hits.map(({ score }) => score);
    expect(scores).toHaveLength(3);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
  });

  it('answers that nothing fits', async () => {
    const { knowledge } = await open(twoGuides());
    for (const text of ['今天天气怎么样', '推荐个餐馆', '啊啊啊', '???'])
      expect(await knowledge.search({ text, lang: 'zh' }), text).toEqual({
        hits: [],
        guides: [],
        fits: false,
      });
    expect((await knowledge.search({ text: 'write me a poem', lang: 'en' })).fits).toBe(false);
  });

  it('finds nothing without guides', async () => {
    const { knowledge } = await open({});
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).fits).toBe(false);
  });

  it('never gives away the phrases that only lead to a guide', async () => {
    const { knowledge } = await open(twoGuides());
    const { hits } = await knowledge.search({ text: '借书证丢了怎么补', lang: 'zh', limit: 50 });
    expect(hits.length).toBeGreaterThan(0);
    expect(JSON.stringify(hits)).not.toContain('借书证丢了怎么补');
  });

  it('resolves a question without a topic against the turns before', async () => {
    const { knowledge } = await open(twoGuides());
    const asked = { text: '那要多少钱？', lang: 'zh' } as const;
    expect((await knowledge.search(asked)).fits).toBe(false);
    for (const [turn, guide] of [
      ['怎么办借书证', 'library-card'],
      ['在湖里钓鱼要办证吗', 'fishing-permit'],
    ] as const)
      expect((await knowledge.search({ ...asked, history: citizenSaid([turn]) })).hits[0]).toMatchObject({
        guide,
        section: 'fees',
      });
  });

  it('follows a change of topic', async () => {
    const { knowledge } = await open(twoGuides());
    const { guides } = await knowledge.search({
      text: '钓鱼证要多少钱',
      lang: 'zh',
      history: citizenSaid(['怎么办借书证']),
    });
    expect(guides[0]?.guide).toBe('fishing-permit');
  });

  it('does not drag the former topic into small talk', async () => {
    const { knowledge } = await open(twoGuides());
    const result = await knowledge.search({
      text: '今天天气怎么样',
      lang: 'zh',
      history: citizenSaid(['怎么办借书证']),
    });
    expect(result.fits).toBe(false);
  });

  it('keeps to one guide when told so', async () => {
    const { knowledge } = await open(twoGuides());
    const { hits } = await knowledge.search({ text: '多少钱', lang: 'zh', guide: 'fishing-permit' });
    expect(hits[0]?.section).toBe('fees');
    expect(new Set(hits.map(({ guide }) => guide))).toEqual(new Set(['fishing-permit']));
    expect((await knowledge.search({ text: '火星', lang: 'zh', guide: 'fishing-permit' })).fits).toBe(false);
  });
});

describe('which guides are served', () => {
  it.each([
    ['draft', {}],
    ['suspended', {}],
    ['retired', {}],
    ['active', { effective: { from: '2026-11-23' } }],
    ['active', { effective: { from: '2026-01-01', to: '2026-11-21' } }],
  ])('not one that is %s with %o', async (status, changes) => {
    const files = {
      ...twoGuides(),
      'library-card.zh.md': guideFile(libraryCard('zh', { status, ...changes })),
    };
    const { knowledge } = await open(files);
    expect(knowledge.guide('library-card', 'zh')).toBeUndefined();
    const { guides } = await knowledge.search({ text: '借书证', lang: 'zh' });
    expect(guides.map(({ guide }) => guide)).not.toContain('library-card');
  });

  it.each([{ status: 'suspended' }, { status: 'retired', superseded_by: 'fishing-permit' }])(
    'one that is asked for but not answered from is told apart: %o',
    async (changes) => {
      const { knowledge } = await open({
        ...twoGuides(),
        'library-card.zh.md': guideFile(libraryCard('zh', changes)),
      });
      const result = await knowledge.search({ text: '借书证怎么办', lang: 'zh' });
      expect(result).toMatchObject({ hits: [], guides: [], fits: false, withheld: { id: 'library-card' } });
      expect((await knowledge.search({ text: '今天天气怎么样', lang: 'zh' })).withheld).toBeUndefined();
      const other = await knowledge.search({ text: '钓鱼证怎么办', lang: 'zh' });
      expect(other.guides[0]?.guide).toBe('fishing-permit');
      expect(other.withheld).toBeUndefined();
    },
  );

  it('one that comes into force tomorrow, tomorrow', async () => {
    const effective = { from: '2026-11-23' };
    const { knowledge, clock } = await open({
      'library-card.zh.md': guideFile(libraryCard('zh', { effective })),
    });
    clock.now = new Date('2026-11-23T00:00:01+08:00');
    expect(knowledge.guide('library-card', 'zh')?.name).toBe('读者证办理');
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).fits).toBe(true);
  });

  it('not a broken one, which is named instead', async () => {
    const { knowledge, warnings } = await open({ ...twoGuides(), 'library-card.zh.md': '---\nid: 1\n---\n' });
    expect(knowledge.problems()[0]?.file).toContain('library-card.zh.md');
    expect(warnings[0]).toContain('library-card.zh.md');
    expect(knowledge.guides('zh').map(({ id }) => id)).toEqual(['fishing-permit']);
  });

  it('the new text after loading anew, and never the old', async () => {
    const { knowledge, guidesDir } = await open(twoGuides());
    const conditions = [{ id: 'c1', text: '年满 9 周岁，到文化馆' }];
    await writeFile(join(guidesDir, 'library-card.zh.md'), guideFile(libraryCard('zh', { conditions })));
    await knowledge.reload();
    const { hits } = await knowledge.search({ text: '办借书证要什么条件', lang: 'zh', limit: 50 });
    expect(hits[0]?.text).toContain('文化馆');
    expect(JSON.stringify(hits)).not.toContain('6 周岁');
  });

  it('the latest text after many changes, and none of the former ones', async () => {
    const { knowledge, guidesDir } = await open(twoGuides());
    const places = ['文化馆', '档案馆', '博物馆', '体育馆', '科技馆', '美术馆', '展览馆', '音乐厅', '天文台'];
    for (const [i, place] of places.entries()) {
      const conditions = [{ id: 'c1', text: `到${place}` }];
      await writeFile(join(guidesDir, 'library-card.zh.md'), guideFile(libraryCard('zh', { conditions })));
      await knowledge.reload();
      const { hits } = await knowledge.search({ text: '办借书证要什么条件', lang: 'zh', limit: 50 });
      const text = JSON.stringify(hits);
      expect(places.filter((each) => text.includes(each))).toEqual([places[i]]);
      const other = await knowledge.search({ text: '钓鱼证', lang: 'zh' });
      expect(other.guides[0]?.guide).toBe('fishing-permit');
    }
  });
});

describe('the index on disk', () => {
  const servers: FakeEmbeddings[] = [];
  const start = async () => {
    const server = await startFakeEmbeddings();
    servers.push(server);
    return { server, embeddings: { baseUrl: server.baseUrl, model: 'fake' } };
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('keeps the vectors of unchanged texts, and embeds changed ones alone', async () => {
    const { server, embeddings } = await start();
    const { guidesDir, dataDir } = await open(twoGuides(), { embeddings });
    expect(server.texts.length).toBeGreaterThan(40);

    server.texts.length = 0;
    await open(guidesDir, { dataDir, embeddings });
    expect(server.texts).toEqual([]);

    const fees = [{ name: '工本费', amount: 500, basis: '馆规' }];
    await writeFile(join(guidesDir, 'library-card.zh.md'), guideFile(libraryCard('zh', { fees })));
    const { knowledge } = await open(guidesDir, { dataDir, embeddings });
    expect(server.texts).toEqual(['读者证办理收费标准\n工本费：5 元。收费依据：馆规。']);
    expect((await knowledge.search({ text: '借书证多少钱', lang: 'zh' })).hits[0]?.text).toContain('5 元');
  });

  it('gives the same results when opened again', async () => {
    const first = await open(twoGuides());
    const second = await open(first.guidesDir, { dataDir: first.dataDir });
    const ask = (knowledge: typeof first.knowledge) => knowledge.search({ text: '借书证丢了', lang: 'zh' });
    expect(await ask(second.knowledge)).toEqual(await ask(first.knowledge));
  });

  it('forgets the vectors of a guide that is gone', async () => {
    const { guidesDir, dataDir } = await open(twoGuides());
    const files = { 'fishing-permit.zh.md': guideFile(fishingPermit('zh')) };
    const { knowledge } = await open(await guidesFolder(files), { dataDir });
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).fits).toBe(false);
    const back = await open(guidesDir, { dataDir });
    expect((await back.knowledge.search({ text: '借书证', lang: 'zh' })).fits).toBe(true);
  });

  const cutOff = (bytes: Buffer) => bytes.subarray(0, 100);
  const flipOneBit = (bytes: Buffer) => {
    const place = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    return bytes;
  };
  it.each([
    ['.json', 'cut off', cutOff],
    ['.text', 'cut off', cutOff],
    ['.text', 'one bit wrong', flipOneBit],
    ['.vectors', 'one bit wrong', flipOneBit],
  ])('is built anew when a %s file is damaged: %s', async (extension, _how, damage) => {
    const { guidesDir, dataDir } = await open(twoGuides());
    const dir = join(dataDir, 'index');
    for (const name of (await readdir(dir)).filter((each) => each.endsWith(extension)))
      await writeFile(join(dir, name), damage(await readFile(join(dir, name))));
    const { knowledge, warnings } = await open(guidesDir, { dataDir });
    expect(warnings.join('\n')).toContain('built anew');
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).guides[0]?.guide).toBe('library-card');
    expect((await open(guidesDir, { dataDir })).warnings).toEqual([]);
  });

  it('leaves no file behind that it does not use', async () => {
    const { guidesDir, dataDir } = await open(twoGuides());
    const dir = join(dataDir, 'index');
    await writeFile(join(dir, 'zh-offline.json'), 'of an older version');
    await writeFile(join(dir, 'zh-0123456789ab.text.tmp'), 'of a process that was killed');
    await writeFile(join(guidesDir, 'library-card.zh.md'), guideFile(libraryCard('zh', { summary: '换了' })));
    await open(guidesDir, { dataDir });
    const names = await readdir(dir);
    const lists = await Promise.all(['zh.json', 'en.json'].map((name) => readFile(join(dir, name), 'utf8')));
    expect(names).toEqual(expect.arrayContaining(['zh.json', 'en.json']));
    for (const name of names.filter((each) => !each.endsWith('.json'))) expect(lists.join()).toContain(name);
    expect(names).not.toContain('zh-offline.json');
  });

  it('is used from memory when it cannot be written', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'knowledge-'));
    await writeFile(join(dataDir, 'index'), 'a file where the folder should be');
    const { knowledge, warnings } = await open(twoGuides(), { dataDir });
    expect(warnings[0]).toContain('cannot be kept');
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).fits).toBe(true);
  });

  it('is built by the offline embedder when the embeddings server refuses, with a warning', async () => {
    const { server, embeddings } = await start();
    server.failWith = 401;
    const { knowledge, warnings } = await open(twoGuides(), { embeddings });
    expect(warnings.join('\n')).toContain('EMBEDDINGS_BASE_URL');
    expect((await knowledge.search({ text: '借书证', lang: 'zh' })).guides[0]?.guide).toBe('library-card');
  });

  it('answers offline while the embeddings server fails, and asks it again after a pause', async () => {
    const { server, embeddings } = await start();
    const { knowledge, warnings, clock } = await open(twoGuides(), { embeddings });
    const ask = () => knowledge.search({ text: '借书证', lang: 'zh' });
    server.failWith = 500;
    expect((await ask()).guides[0]?.guide).toBe('library-card');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain('借书证');
    const asked = server.requests.length;
    expect((await ask()).fits).toBe(true);
    expect(server.requests).toHaveLength(asked);
    server.failWith = null;
    clock.now = new Date(NOON.getTime() + 60_000);
    expect((await ask()).guides[0]?.guide).toBe('library-card');
    expect(server.requests.length).toBeGreaterThan(asked);
  });
});
