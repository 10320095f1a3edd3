import { describe, expect, it } from 'vitest';
import { GuideFields, type Locale } from '#protocol/index.ts';
import { sectionsOf, yuan } from './sections.ts';
import { libraryCard } from './testing/guides.ts';

function text(lang: Locale, anchor: string, changes: Record<string, unknown> = {}): string | undefined {
  const sections = sectionsOf(GuideFields.parse(libraryCard(lang, changes)), []);
  return sections.find((section) => section.anchor === anchor)?.text;
}

describe('sections of a guide', () => {
  it('come one for each field in reading order, then those of the body', () => {
    const body = { anchor: 'hints', title: '提醒', text: '早点来' };
    const anchors = sectionsOf(GuideFields.parse(libraryCard('zh')), [body]).map(({ anchor }) => anchor);
    expect(anchors).toEqual([
      'summary',
      'conditions',
      'materials',
      'steps',
      'fees',
      'time_limit',
      'locations',
      'handling',
      'result',
      'contacts',
      'legal_basis',
      'hints',
    ]);
  });

  it('say that nothing is charged', () => {
    expect(text('zh', 'fees')).toBe('本事项不收费。');
    expect(text('en', 'fees')).toBe('This service is free of charge.');
  });

  it('give fees in yuan, waiver and basis with them', () => {
    const fees = [
      { name: '补领', amount: 4050, basis: '发改价格〔2003〕1号', waiver: '低保户免收' },
      { name: '换领', amount: 0, basis: '同上' },
    ];
    expect(text('zh', 'fees', { fees })).toBe(
      '补领：40.50 元。减免规定：低保户免收。收费依据：发改价格〔2003〕1号。\n换领：免费。收费依据：同上。',
    );
    expect([0, 5, 4000, 123456].map(yuan)).toEqual(['0', '0.05', '40', '1234.56']);
  });

  it('put limits into words', () => {
    expect(text('zh', 'time_limit')).toBe('最长 20 个工作日，承诺 5 个工作日内办结。');
    expect(text('en', 'time_limit')).toBe(
      'It takes 20 working days at most. We promise to finish within 5 working days.',
    );
    const onTheSpot = { time_limit: { legal: '1 workday', promised: 'immediate' } };
    expect(text('en', 'time_limit', onTheSpot)).toBe(
      'We promise to finish on the spot. It takes 1 working day at most.',
    );
    const always = { time_limit: { legal: 'immediate', promised: 'immediate' } };
    expect(text('zh', 'time_limit', always)).toBe('当场办结，立等可取。');
  });

  it('count originals and copies, and tell what need not be brought', () => {
    const materials = [
      ...(libraryCard('zh').materials as object[]),
      {
        id: 'm2',
        name: '结婚证',
        required: false,
        when: '已经结婚',
        originals: 1,
        copies: 0,
        source: 'shared-data',
        deferrable: true,
      },
    ];
    expect(text('zh', 'materials', { materials })).toBe(
      '居民身份证：原件 1 份、复印件 2 份。\n结婚证。由窗口通过数据共享核验，不用自己带。适用情形：已经结婚。可以容缺受理，先办理后补交。',
    );
  });

  it('tell how often one must come', () => {
    expect(text('zh', 'handling')).toBe('办理渠道：窗口、网上。最多跑 1 次现场。不用预约。支持快递送达。');
    expect(text('en', 'handling')).toContain('You come in person at most 1 time.');
  });

  it('have of a field that the source leaves unstated its notes only', () => {
    const unstated = ['fees', 'time_limit', 'locations'];
    const notes = '原文写到的有：法定办结时限：20 个工作日';
    const changes = { unstated, time_limit: { legal: '365 days', promised: '365 days', notes } };
    expect(text('zh', 'time_limit', changes)).toBe(`原文没有写明。${notes}。`);
    expect(text('zh', 'fees', { unstated })).toBe('原文没有写明。');
    expect(text('en', 'locations', { unstated })).toBe('Not stated in the source.');
    expect(text('en', 'result', { unstated })).toBe(text('en', 'result'));
  });
});
