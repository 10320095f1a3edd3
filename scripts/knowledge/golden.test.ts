import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '#server/knowledge/index.ts';
import { loadGolden, mayComeFirst } from './golden.ts';
import { measure } from './measure.ts';

const knowledge = await createKnowledge({
  guidesDir: 'knowledge/guides',
  dataDir: await mkdtemp(join(tmpdir(), 'golden-')),
  embeddings: null,
  log: { info: () => {}, warn: () => {} },
});
const golden = await loadGolden('knowledge/questions');

it('every guide that ships is sound', () => {
  expect(knowledge.problems()).toEqual([]);
});

describe.each(['zh', 'en'] as const)('golden questions in %s', (lang) => {
  it('cover every guide and copy none of its phrases', () => {
    for (const guide of knowledge.guides(lang)) {
      const asked = golden.questions.filter((each) => each.lang === lang && each.guide === guide.id);
      expect(asked.length, guide.id).toBeGreaterThanOrEqual(9);
      const dialogues = asked.map(({ history = [] }) => history.length);
      expect(dialogues.filter((turns) => turns >= 1).length, guide.id).toBeGreaterThanOrEqual(2);
      expect(Math.max(...dialogues), guide.id).toBeGreaterThanOrEqual(2);
      const copied = asked.filter(({ q }) => guide.questions.includes(q)).map(({ q }) => q);
      expect(copied, guide.id).toEqual([]);
    }
  });

  it('name only guides that ship', () => {
    const named = [
      ...golden.questions
        .filter((each) => each.lang === lang)
        .flatMap(({ guide, also = [] }) => [guide, ...also]),
      ...golden.routes[lang].ambiguous.flatMap(({ guides }) => guides),
    ];
    const ships = new Set(knowledge.guides(lang).map(({ id }) => id));
    expect([...new Set(named)].filter((id) => !ships.has(id))).toEqual([]);
  });

  it('ask nothing twice', () => {
    const { chat, uncovered } = golden.nothingFits[lang];
    const { status, person, ambiguous } = golden.routes[lang];
    const asked = golden.questions
      .filter((each) => each.lang === lang)
      .map(({ history = [], q }) => [...history, q].join(' → '));
    const all = [...asked, ...chat, ...uncovered, ...status, ...person, ...ambiguous.map(({ q }) => q)];
    expect(all.filter((text, i) => all.indexOf(text) !== i)).toEqual([]);
  });

  it('find their guide, its section, and nothing where nothing fits', async () => {
    const figures = await measure(knowledge, golden, lang);
    const misses = figures.misses.join('\n');
    expect(figures.hit1, misses).toBeGreaterThanOrEqual(0.92);
    expect(figures.hit3, misses).toBeGreaterThanOrEqual(0.97);
    expect(figures.section1, misses).toBeGreaterThanOrEqual(0.88);
    expect(figures.followUpHit3, misses).toBeGreaterThanOrEqual(0.87);
    expect(figures.refusedAt95, misses).toBeGreaterThanOrEqual(0.88);
    expect(figures.chatAfterRefused, misses).toBeGreaterThanOrEqual(0.85);
  }, 120_000);
});

it('another guide that answers as well may come first, no other may', () => {
  const question = { guide: 'property-transfer', also: ['after-death-one-thing'] };
  expect(mayComeFirst(question, 'property-transfer')).toBe(true);
  expect(mayComeFirst(question, 'after-death-one-thing')).toBe(true);
  expect(mayComeFirst(question, 'legal-aid')).toBe(false);
  expect(mayComeFirst(question, undefined)).toBe(false);
});

it('a file with an unknown key is refused, naming file and key', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'golden-'));
  await cp('knowledge/questions', dir, { recursive: true });
  await writeFile(join(dir, 'extra.yaml'), 'guide: extra\nzh: []\nen: []\nfr: []\n');
  await expect(loadGolden(dir)).rejects.toThrow(/extra\.yaml[\s\S]*fr/);
});
