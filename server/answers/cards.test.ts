import { beforeAll, describe, expect, it } from 'vitest';
import { type Guide, loadGuides } from '#server/knowledge/index.ts';
import { contactCard, materialsCard } from './cards.ts';
import { WRITERS } from './extractive/writers.ts';
import { TEXTS } from './texts/index.ts';

/** A guide as an import leaves it: the format is filled, and the source says none of it. */
let silent: Guide;
beforeAll(async () => {
  const { guides } = await loadGuides('./knowledge/guides', '2026-10-01');
  const guide = guides.find(({ id, lang }) => id === 'passport' && lang === 'zh');
  if (!guide) throw new Error('no guide for passports');
  const unstated: Guide['unstated'] = [
    'fees',
    'time_limit',
    'handling',
    'materials',
    'locations',
    'contacts',
  ];
  silent = {
    ...guide,
    unstated,
    fees: [],
    time_limit: { legal: '365 days', promised: '365 days', notes: '原文写到的有：法定办结时限15日。' },
  };
});

describe('a field that the source leaves unsaid', () => {
  it('is no fact on the card', () => {
    expect(materialsCard('c', silent, TEXTS.zh).facts).toEqual([]);
    const { contacts } = contactCard('c', silent, [silent], TEXTS.zh);
    expect(contacts.map(({ phone }) => phone)).toEqual(['12345']);
  });

  it('is said to be unsaid, with its notes alone', () => {
    const relevance = { of: () => 0, known: 1 };
    const context = { guide: silent, locale: 'zh', relevance, circumstances: relevance } as const;
    const said = (aspect: keyof typeof WRITERS) => WRITERS[aspect].write(context).map(({ text }) => text);
    expect(said('fees')).toEqual(['这一项，这份指南的原文没有写明。']);
    expect(said('time_limit')).toEqual([
      '这一项，这份指南的原文没有写明。',
      '原文写到的有：法定办结时限15日。',
    ]);
    for (const aspect of ['overview', 'steps'] as const)
      expect(said(aspect).join()).not.toMatch(/365|请带上|没有写明/);
  });
});
