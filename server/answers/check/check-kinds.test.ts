import { describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import { createGlossary } from '#server/knowledge/index.ts';
import { check, isCourtesy, reasonWords, vocabularyOf } from './index.ts';

const glossaries = { zh: createGlossary([], 'zh'), en: createGlossary([], 'en') };
const knowledge = { guides: () => [], glossary: (lang: Locale) => glossaries[lang] };
const LOST =
  '身份证丢了不用登报，也不用先单独挂失。到窗口申请补领，工本费是40元。旧证后来找到了也不能再用，请交回派出所。可以拨打 0000-5512 3000。';
const LOST_EN =
  'A lost ID card need not be reported first, and no newspaper notice is needed. The fee is ¥40. Call 0000-5512 3000.';

const verdictOn = (text: string, section: string, locale: Locale, cites = [1]) =>
  check({ text, cites }, new Map([[1, section]]), vocabularyOf(knowledge, locale));
const reason = (...args: Parameters<typeof verdictOn>) => {
  const verdict = verdictOn(...args);
  return verdict.ok ? 'released' : verdict.reason;
};

describe('a sentence is stopped for', () => {
  it.each([
    ['丢了先登报，再来补领。', 'polarity'],
    ['丢了必须先单独挂失。', 'polarity'],
    ['难道不用先登报吗？', 'polarity'],
    ['旧证后来找到了还能接着用。', 'polarity'],
    ['补领要带结婚证。', 'name'],
    ['旧证请交回街道办事处。', 'name'],
    ['按《中华人民共和国民法典》，补领要收40元。', 'name'],
    ['工本费是40元，仅限本地户籍。', 'condition'],
    ['请拨打 0000-5512 9999。', 'contact'],
    ['请发邮件到 help@example.com。', 'contact'],
    ['工本费是四十五元。', 'figure'],
    ['工本费是４５元。', 'figure'],
    ['工本费是半价。', 'figure'],
    ['工本费要翻两倍。', 'figure'],
    ['## 补领身份证', 'unfit'],
    ['<b>工本费</b>是40元。', 'unfit'],
    ['工本费是40元🎉', 'unfit'],
    ['工本费4\u200b0元。', 'unfit'],
    ['我保证您能拿到。', 'unfit'],
    ['您可真够笨的，工本费是40元。', 'unfit'],
  ])('%s (%s)', (text, expected) => expect(reason(text, LOST, 'zh')).toBe(expected));

  it.each([
    ['You must report the loss first.', 'polarity'],
    ["Don't you have to report the loss first? Yes.", 'polarity'],
    ['A newspaper notice is required.', 'polarity'],
    ['Bring your marriage certificate.', 'name'],
    ['Go to the Civil Affairs Bureau.', 'name'],
    ['The fee is ¥40, only if you are married.', 'condition'],
    ['Call 0000-5512 9999.', 'contact'],
    ['The fee is forty-five yuan.', 'figure'],
    ['I guarantee you will get it.', 'unfit'],
  ])('%s (%s)', (text, expected) => expect(reason(text, LOST_EN, 'en')).toBe(expected));

  it('what another section says', () => {
    expect(reason('结婚登记当场就能办好，立等可取。', LOST, 'zh')).toBe('unknown_source');
  });
});

describe('a sentence is released that says the same', () => {
  it.each([
    '不用登报，也不用先挂失，直接去补领就行。',
    '补领的工本费是四十块。',
    '旧的找回来也不能用了，要交给派出所。',
    LOST.split('。')[0] ?? '',
  ])('%s', (text) => expect(reason(text, LOST, 'zh')).toBe('released'));

  it.each([
    "You don't have to report the loss first.",
    "There's no need for a newspaper notice.",
    "It's forty yuan.",
  ])('%s', (text) => expect(reason(text, LOST_EN, 'en')).toBe('released'));
});

describe('courtesy', () => {
  it.each([
    '好的，我来帮您看看。',
    '希望这些对您有帮助！',
    'Sure, let me help you with that.',
    'Have a nice day!',
  ])('is %s', (text) => expect(isCourtesy(text)).toBe(true));
  it.each([
    '您的申请已经通过了。',
    '当然可以，40元就行。',
    'Sure, it is free.',
    'You are welcome to skip it.',
  ])('is not %s', (text) => expect(isCourtesy(text)).toBe(false));
});

describe('what a writer is told', () => {
  it('names the words at fault in one English sentence', () => {
    expect(reasonWords(verdictOn('工本费是45元。', LOST, 'zh'))).toContain('45 yuan');
    expect(reasonWords(verdictOn('补领要带结婚证。', LOST, 'zh'))).toContain('结婚证');
    expect(reasonWords({ ok: true })).toBe('');
  });

  it('repeats no number and no address that may be somebody’s own', () => {
    for (const text of ['请拨打 13912345678。', '请发邮件到 somebody@example.com。'])
      expect(reasonWords(verdictOn(text, LOST, 'zh'))).not.toMatch(/139|somebody/);
  });
});

describe('the vocabulary', () => {
  it('is read once for each state of the collection', () => {
    expect(vocabularyOf(knowledge, 'zh')).toBe(vocabularyOf(knowledge, 'zh'));
    let glossary = createGlossary([], 'zh');
    const changing = { guides: () => [], glossary: () => glossary };
    const before = vocabularyOf(changing, 'zh');
    glossary = createGlossary([], 'zh');
    expect(vocabularyOf(changing, 'zh')).not.toBe(before);
  });
});
