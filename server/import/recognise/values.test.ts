import { describe, expect, test } from 'vitest';
import {
  audiences,
  channels,
  chineseNumber,
  deliveries,
  isoDate,
  lifeEvent,
  namedLimits,
  oneAmount,
  onlyLimit,
  saysFree,
  tellsHours,
  timeLimit,
  visits,
  yesNo,
} from './values.ts';

describe('a time limit', () => {
  test.each([
    ['20个工作日', '20 workdays'],
    ['20 工作日', '20 workdays'],
    ['30(工作日)', '30 workdays'],
    ['30（自然日）', '30 days'],
    ['1个工作日', '1 workday'],
    ['二十个工作日', '20 workdays'],
    ['１５天', '15 days'],
    ['受理之日起5个工作日内', '5 workdays'],
    ['48小时', '48 hours'],
    ['当场办结', 'immediate'],
    ['即办件', 'immediate'],
    ['0个工作日', 'immediate'],
    ['5 working days', '5 workdays'],
    ['within 10 days', '10 days'],
  ])('%s', (text, limit) => expect(timeLimit(text)).toBe(limit));

  test.each([
    '周一至周五 9:00-17:00',
    '20个工作日（不含公示）',
    '无',
    '1个月',
    '2024',
    '5个工作日或10个工作日',
  ])('%s is none', (text) => expect(timeLimit(text)).toBeUndefined());

  test('one inside a sentence is taken when it is alone there', () => {
    expect(onlyLimit('20个工作日（不含公示时间）')).toBe('20 workdays');
    expect(onlyLimit('一般5个工作日，复杂的10个工作日')).toBeUndefined();
  });

  test('a sentence that names both', () => {
    expect(namedLimits('法定时限20个工作日，承诺时限5个工作日')).toEqual({
      legal: '20 workdays',
      promised: '5 workdays',
    });
    expect(namedLimits('承诺当场办结（法定：15日）')).toEqual({ legal: '15 days', promised: 'immediate' });
    expect(namedLimits('20个工作日')).toEqual({});
  });
});

test('opening hours are told from time limits that stand in their place', () => {
  expect(tellsHours('周一至周五 9:00–12:00，13:30–17:00')).toBe(true);
  expect(tellsHours('工作日上午9点到12点')).toBe(true);
  expect(tellsHours('Monday to Friday 9 am to 5 pm')).toBe(true);
  expect(tellsHours('30(工作日)')).toBe(false);
  expect(tellsHours('20个工作日')).toBe(false);
});

test('numbers in Chinese words', () => {
  expect(['十', '十五', '二十', '一百二十', '两', '甲'].map(chineseNumber)).toEqual([
    10,
    15,
    20,
    120,
    2,
    undefined,
  ]);
});

test('yes, no and neither', () => {
  expect(['是', '支持', 'Yes', '否', '不支持', 'no', '视情况'].map(yesNo)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    undefined,
  ]);
  expect(['否', '不收费', '免费', '是', '存款公证'].map(saysFree)).toEqual([
    true,
    true,
    true,
    false,
    undefined,
  ]);
});

test('for whom', () => {
  expect(audiences('自然人')).toEqual(['person']);
  expect(audiences('企业法人、事业法人')).toEqual(['business']);
  expect(audiences('自然人、非法人企业')).toEqual(['person', 'business']);
  expect(audiences('其他')).toEqual([]);
});

test('ways of applying and of delivery', () => {
  expect(channels('窗口办理、网上办理、掌上办')).toEqual(['window', 'web', 'mobile']);
  expect(channels('无线下办理窗口')).toEqual([]);
  expect(deliveries('窗口领取、邮寄送达')).toEqual(['pickup', 'post']);
  expect(deliveries('邮寄领取')).toEqual(['post']);
  expect(deliveries('电子证照下载')).toEqual(['e-certificate']);
});

test('visits', () => {
  expect(['0次', '最多跑一次', '1', '零跑动', '不限', '12'].map(visits)).toEqual([
    0,
    1,
    1,
    0,
    undefined,
    undefined,
  ]);
});

test('money is one amount or none', () => {
  expect(
    ['每证20元', '¥12.50', '1,000元', '5元/份，工本费10元', '10至20元', '3万元', '按标准'].map(oneAmount),
  ).toEqual([2000, 1250, 100_000, undefined, undefined, undefined, undefined]);
});

test('days that exist', () => {
  expect(['2020年3月1日', '2020-03-01', '2020/3/1', '2023-02-30', '三月'].map(isoDate)).toEqual([
    '2020-03-01',
    '2020-03-01',
    '2020-03-01',
    undefined,
    undefined,
  ]);
});

test('a theme of a portal is filed under a life event', () => {
  expect(lifeEvent(['婚姻登记'])).toBe('marriage');
  expect(lifeEvent(['其他', '生小孩'])).toBe('birth');
  expect(lifeEvent(['其他'])).toBeUndefined();
});
