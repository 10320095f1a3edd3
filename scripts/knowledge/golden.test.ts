import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnowledge } from '#server/knowledge/index.ts';
import { loadGolden } from './golden.ts';
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
      expect(asked.length, guide.id).toBeGreaterThanOrEqual(6);
      const copied = asked.filter(({ q }) => guide.questions.includes(q)).map(({ q }) => q);
      expect(copied, guide.id).toEqual([]);
    }
    const followUps = golden.questions.filter((each) => each.lang === lang && each.history);
    expect(followUps.length).toBeGreaterThanOrEqual(10);
  });

  it('find their guide, its section, and nothing where nothing fits', async () => {
    const figures = await measure(knowledge, golden, lang);
    expect(figures.hit1, figures.misses.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(figures.followUpHit1, figures.misses.join('\n')).toBeGreaterThanOrEqual(0.9);
    expect(figures.section1, figures.misses.join('\n')).toBeGreaterThanOrEqual(0.85);
    expect(figures.chatRefused, figures.misses.join('\n')).toBeGreaterThanOrEqual(0.85);
  });
});
