import { describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import { createGlossary } from '#server/knowledge/index.ts';
import { figuresOf } from './figures.ts';
import { check as checkWith, vocabularyOf } from './index.ts';

const nothing = { guides: () => [], glossary: (lang: Locale) => createGlossary([], lang) };
const vocabulary = { zh: vocabularyOf(nothing, 'zh'), en: vocabularyOf(nothing, 'en') };
const check = (claim: Parameters<typeof checkWith>[0], sections: ReadonlyMap<number, string>) =>
  checkWith(claim, sections, vocabulary[/\p{Script=Han}/u.test(claim.text) ? 'zh' : 'en']);
const passes = (text: string, section: string) => check({ text, cites: [1] }, new Map([[1, section]])).ok;

describe('figuresOf', () => {
  it.each([
    ['工本费20元', ['money 2000']],
    ['工本费二十元', ['money 2000']],
    ['工本费 ¥20', ['money 2000']],
    ['fee of ￥２０', ['money 2000']],
    ['costs 20 yuan', ['money 2000']],
    ['twenty yuan', ['money 2000']],
    ['RMB 1,200', ['money 120000']],
    ['1.2万元', ['money 1200000']],
    ['两百五十块钱', ['money 25000']],
    ['5角', ['money 50']],
    ['15日内', ['day 15']],
    ['十五天', ['day 15']],
    ['within 15 days', ['day 15']],
    ['within fifteen days', ['day 15']],
    ['两周', ['day 14']],
    ['20个工作日', ['workday 20']],
    ['二十个工作日', ['workday 20']],
    ['20 working days', ['workday 20']],
    ['twenty business days', ['workday 20']],
    ['10-15个工作日', ['workday 10', 'workday 15']],
    ['3 to 5 working days', ['workday 3', 'workday 5']],
    ['1个月', ['month 1']],
    ['一个月', ['month 1']],
    ['within a month', ['month 1']],
    ['one month', ['month 1']],
    ['一个半月', ['month 1.5']],
    ['半年', ['month 6']],
    ['half a year', ['month 6']],
    ['6 months', ['month 6']],
    ['两年', ['month 24']],
    ['20年', ['month 240']],
    ['半小时', ['minute 30']],
    ['30分钟', ['minute 30']],
    ['one and a half hours', ['minute 90']],
    ['下午5点', ['clock 1020']],
    ['17:00', ['clock 1020']],
    ['5 p.m.', ['clock 1020']],
    ['5:00 pm', ['clock 1020']],
    ['下午五点半', ['clock 1050']],
    ['八点半', ['clock 510']],
    ['8:30–17:00', ['clock 510', 'clock 1020']],
    ['2026-11-22', ['date 2026-11-22']],
    ['2026年11月22日', ['date 2026-11-22']],
    ['二〇二六年十一月二十二日', ['date 2026-11-22']],
    ['22 November 2026', ['date 2026-11-22']],
    ['Nov 22, 2026', ['date 2026-11-22']],
    ['11月22日', ['date *-11-22']],
    ['2026年', ['date 2026-*-*']],
    ['50%', ['percent 50']],
    ['百分之五十', ['percent 50']],
    ['拨打12345', ['phone 12345']],
    ['0898-5550-1200', ['phone 089855501200']],
    ['call 12333.', ['phone 12333']],
    ['看 https://haicheng.example/a', ['url https://haicheng.example/a']],
    ['2份复印件', ['count 2']],
    ['两份', ['count 2']],
    ['two copies', ['count 2']],
    ['年满16周岁', ['count 16']],
    ['aged sixteen', ['count 16']],
    ['第三十一条', ['count 31']],
  ])('reads %s', (text, expected) => {
    expect(figuresOf(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(expected);
  });

  it.each([
    '一般在窗口统一办理，一次就好',
    '带上一个有效证件',
    '这件事三证合一，一起办',
    '同一天可以办完',
    '第一步先预约',
    '周一到周五都可以',
    '有三点要注意',
    'This one is for everyone, at once',
    'First, book; second, come along',
  ])('reads no figure in: %s', (text) => {
    expect(figuresOf(text)).toEqual([]);
  });
});

describe('check', () => {
  const fees = '首次申领：免费。损坏换领、丢失补领：20 元。临时身份证：10 元。';
  const places =
    '海澄市政务服务中心，澄江大道 88 号。周一至周五 8:30–12:00，13:30–17:00。电话 0898-5550-1200。';

  it.each([
    ['丢失补领收二十元。', fees],
    ['损坏换领是 ¥20。', fees],
    ['下午五点前都可以去，在澄江大道88号。', places],
    ['从早上八点半开始，电话是０８９８－５５５０－１２００。', places],
    ['It is open until 5 p.m.', places],
    ['出生后一个月内申报。', '婴儿出生后 1 个月内申报出生登记。'],
    ['Allow half a year.', 'Valid for 6 months.'],
    ['到11月22日为止。', '2026年11月22日截止'],
    ['Bring two copies.', 'Photocopies: 2'],
    ['不用钱，当场就能拿到。', fees],
  ])('releases %s', (text, section) => expect(passes(text, section)).toBe(true));

  it.each([
    ['丢失补领收四十元。', fees],
    ['换领20天能拿到。', fees],
    ['一共要二十五元。', fees],
    ['下午六点前都可以去。', places],
    ['在澄江大道18号。', places],
    ['电话是0898-5550-1201。', places],
    ['拨打12345。', places],
    ['出生后两个月内申报。', '婴儿出生后 1 个月内申报出生登记。'],
    ['出生后1个工作日内申报。', '婴儿出生后 1 日内申报。'],
    ['到2027年11月22日为止。', '11月22日截止'],
    ['详情见 https://evil.example/a', '详情见 https://haicheng.example/a'],
    ['Bring three copies.', 'Photocopies: 2'],
    ['办理费用打五折，付50%。', fees],
  ])('stops %s', (text, section) => expect(passes(text, section)).toBe(false));

  it('stops a sentence that cites nothing', () => {
    expect(check({ text: '可以现场办。', cites: [] }, new Map())).toEqual({ ok: false, reason: 'uncited' });
  });

  it('stops a sentence that cites a section nobody gave', () => {
    const verdict = check({ text: '可以现场办。', cites: [9] }, new Map([[1, fees]]));
    expect(verdict).toEqual({ ok: false, reason: 'unknown_source' });
  });

  it('stops a sentence too long to be spoken, at once', () => {
    const text = `要${'一'.repeat(100_000)}元。`;
    expect(check({ text, cites: [1] }, new Map([[1, fees]]))).toEqual({ ok: false, reason: 'too_long' });
  });

  it('looks in every cited section', () => {
    const sections = new Map([
      [1, fees],
      [2, places],
    ]);
    expect(check({ text: '收20元，下午五点前办。', cites: [1, 2] }, sections)).toEqual({ ok: true });
    expect(check({ text: '收20元，下午五点前办。', cites: [1] }, sections)).toMatchObject({
      reason: 'figure',
    });
  });
});
