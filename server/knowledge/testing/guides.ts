import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Locale } from '#protocol/index.ts';

type Fields = Record<string, unknown>;

const LIBRARY_CARD = {
  zh: {
    name: '读者证办理',
    summary: '在市图书馆办一张读者证，凭证借书',
    aliases: ['借书证', '办读者证', '图书馆的卡'],
    questions: ['怎么在图书馆借书', '借书证丢了怎么补'],
    condition: '年满 6 周岁',
    material: '居民身份证',
  },
  en: {
    name: 'Library card',
    summary: 'Get a library card to borrow books',
    aliases: ['reader card', 'borrowing card'],
    questions: ['how do I borrow books from the library', 'I lost my reader card'],
    condition: 'You are at least 6 years old',
    material: 'Identity card',
  },
} as const;

const FISHING_PERMIT = {
  zh: {
    name: '钓鱼许可',
    summary: '在城市湖泊钓鱼之前要领的许可',
    aliases: ['钓鱼证', '垂钓证'],
    questions: ['在湖里钓鱼要办证吗', '钓鱼被罚怎么办证'],
    condition: '不在禁渔期内',
    material: '申请表',
  },
  en: {
    name: 'Fishing permit',
    summary: 'The permit needed before fishing in the city lakes',
    aliases: ['angling licence'],
    questions: ['may I fish in the lake', 'permit for anglers'],
    condition: 'It is not the closed season',
    material: 'Application form',
  },
} as const;

function fields(
  id: string,
  lang: Locale,
  words: (typeof LIBRARY_CARD)[Locale] | (typeof FISHING_PERMIT)[Locale],
): Fields {
  const { name, summary, aliases, questions, condition, material } = words;
  return {
    id,
    lang,
    name,
    summary,
    aliases: [...aliases],
    kind: 'item',
    status: 'active',
    effective: { from: '2026-01-01' },
    authority: { name: lang === 'zh' ? '海澄市图书馆' : 'Haicheng Library' },
    audience: ['person'],
    life_event: 'leisure',
    handling: { channels: ['window', 'web'], visits: 1, appointment: false, express: true, online: null },
    time_limit: { legal: '20 workdays', promised: '5 workdays' },
    conditions: [{ id: 'c1', text: condition }],
    materials: [
      {
        id: 'm1',
        name: material,
        required: true,
        when: null,
        originals: 1,
        copies: 2,
        source: 'applicant',
        deferrable: false,
      },
    ],
    steps: [
      { id: 's1', name: lang === 'zh' ? '申请' : 'Apply', by: lang === 'zh' ? '本人' : 'you', text: summary },
    ],
    fees: [],
    result: { name, delivery: ['pickup', 'post'] },
    locations: [{ name: 'A', address: 'B', hours: '9:00–17:00', phone: '0000-5512 3456' }],
    contacts: { consult: '0000-5512 3456', complaint: '12345' },
    legal_basis: [{ title: lang === 'zh' ? '公共图书馆法' : 'Public Libraries Act' }],
    questions: [...questions],
    source: { owner: 'Library', reviewed: '2026-01-01', review_by: '2027-01-01' },
  };
}

/** Front matter of two small guides, unlike any of the city's own, with `changes` on top. */
export const libraryCard = (lang: Locale, changes: Fields = {}): Fields => ({
  ...fields('library-card', lang, LIBRARY_CARD[lang]),
  ...changes,
});
export const fishingPermit = (lang: Locale, changes: Fields = {}): Fields => ({
  ...fields('fishing-permit', lang, FISHING_PERMIT[lang]),
  ...changes,
});

/** A guide file of front matter and body. */
export const guideFile = (front: Fields, body = ''): string => `---\n${stringify(front)}---\n${body}`;

/** Writes guide files into a new folder. */
export async function guidesFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'guides-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

/** The two guides in both languages. */
export const twoGuides = (): Record<string, string> => ({
  'library-card.zh.md': guideFile(libraryCard('zh')),
  'library-card.en.md': guideFile(libraryCard('en')),
  'fishing-permit.zh.md': guideFile(fishingPermit('zh')),
  'fishing-permit.en.md': guideFile(fishingPermit('en')),
});
