import { describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import { createGlossary } from './glossary.ts';
import { GlossaryEntry } from './schema.ts';

const ENTRIES = [
  { id: 'hukou', zh: { term: '户口' }, en: { term: 'household registration', words: ['hukou'] } },
  {
    id: 'booklet',
    zh: { term: '户口簿', words: ['户口本'], heard: ['护口本'] },
    en: { term: 'household booklet', words: ['hukou book'] },
  },
  { id: 'register', zh: { term: '出生登记', words: ['报户口', '上户口'] } },
  { id: 'elsewhere', zh: { term: '外地', wider: ['老家'] } },
  { id: 'domicile', zh: { term: '户籍地', words: ['户口所在地'], wider: ['老家'] } },
  { id: 'paid-back', zh: { term: '报销', heard: ['(怎么|咋)报'], except: ['(怎么|咋)报(户|名)'] } },
  { id: 'vehicle', zh: { term: '机动车', words: ['汽车'], except: ['非机动车'] } },
  { id: 'id-card', en: { term: 'resident ID card', words: ['ID', 'shenfenzheng'] } },
  {
    id: 'spouse',
    person: 'family',
    zh: { term: '配偶', words: ['老婆'] },
    en: { term: 'spouse', words: ['wife'] },
  },
  { id: 'foreigner', person: 'other', en: { term: 'foreigner', words: ['expat'] } },
].map((entry) => GlossaryEntry.parse(entry));

const zh = createGlossary(ENTRIES, 'zh');
const en = createGlossary(ENTRIES, 'en');
const expanded = (lang: Locale, text: string) =>
  Object.fromEntries((lang === 'zh' ? zh : en).expand(text).map(({ term, weight }) => [term, weight]));

describe('expanding a question', () => {
  it('offers the official term first, then the other words for it', () => {
    const expansions = zh.expand('娃怎么报户口');
    expect(expansions.map(({ term }) => term)).toEqual(['出生登记', '上户口']);
    expect(expansions[0]?.weight).toBe(1);
    expect(expansions[1]?.weight).toBeLessThan(1);
  });

  it('takes the longest form at each place and none inside it', () => {
    expect(expanded('zh', '户口本丢了')).toEqual({ 户口簿: 1 });
    expect(Object.keys(expanded('en', 'my hukou book'))).toEqual(['household booklet']);
  });

  it('reads from left to right, so that a word is not cut in two by a longer one after it', () => {
    expect(zh.read('户口上户口').said).toEqual(['hukou', 'register']);
    expect(zh.read('汽车上户口').said).toEqual(['vehicle', 'register']);
  });

  it('offers nothing that the question says already', () => {
    expect(expanded('zh', '户口簿就是户口本吗')).toEqual({});
    expect(expanded('zh', '上户口就是出生登记吗')).toEqual({ 报户口: 0.5 });
  });

  it('leads from a wider word to each thing that it may mean, more weakly, and never back', () => {
    const { 外地: elsewhere = 0, 户籍地: domicile = 0 } = expanded('zh', '我老家的');
    expect(elsewhere).toBe(domicile);
    expect(elsewhere).toBeGreaterThan(0);
    expect(elsewhere).toBeLessThan(1);
    expect(expanded('zh', '外地的')).toEqual({});
    expect(expanded('zh', '户籍地')).toEqual({ 户口所在地: 0.5 });
  });

  it('understands a mishearing and does not offer it', () => {
    expect(expanded('zh', '护口本')).toEqual({ 户口簿: 1, 户口本: 0.5 });
    expect(expanded('zh', '户口簿')).toEqual({ 户口本: 0.5 });
  });

  it('does not take a form for a term where a longer string means another thing', () => {
    expect(expanded('zh', '药费怎么报')).toEqual({ 报销: 1 });
    expect(expanded('zh', '怎么报名')).toEqual({});
    expect(zh.read('怎么报户口').said).toEqual(['register']);
    expect(zh.read('非机动车').said).toEqual([]);
    expect(zh.read('非机动车和机动车').said).toEqual(['vehicle']);
  });

  it('keeps to whole words in English, plurals included', () => {
    expect(expanded('en', 'an idea about the tide')).toEqual({});
    expect(Object.keys(expanded('en', 'our IDs'))).toEqual(['resident id card', 'shenfenzheng']);
    expect(Object.keys(expanded('en', 'two household booklets'))).toEqual(['hukou book']);
    expect(expanded('en', 'hukou. Book a place')).toEqual({ 'household registration': 1 });
  });

  it('sees through hyphens, blanks, capitals, apostrophes and wide letters', () => {
    expect(en.read('the HUKOU-book’s page').said).toEqual(['booklet']);
    expect(zh.read('户口 本').said).toEqual(['booklet']);
    expect(en.read('ＩＤ').said).toEqual(['id-card']);
  });

  it('says nothing to an empty or unknown text, nor without entries', () => {
    expect(zh.expand('')).toEqual([]);
    expect(zh.expand('今天天气')).toEqual([]);
    expect(createGlossary([], 'zh').expand('户口本')).toEqual([]);
  });
});

describe('reading a text', () => {
  it('gives the same id whatever a thing is called, and the rest of the text', () => {
    expect(zh.read('老婆的户口本').said).toEqual(zh.read('配偶的护口本').said);
    expect(en.read('My wife lost it')).toEqual({ said: ['spouse'], rest: 'my   lost it' });
  });

  it('names an entry once however often it is said', () => {
    expect(zh.read('户口本,户口簿').said).toEqual(['booklet']);
  });

  it('tells persons, and among them the family', () => {
    expect([...en.persons]).toEqual(['spouse', 'foreigner']);
    expect([...en.family]).toEqual(['spouse']);
  });
});
