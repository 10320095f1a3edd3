import { expect, it } from 'vitest';
import { detectAspects, readQuestion } from './aspects.ts';

it.each([
  ['补办要多少钱', 'fees'],
  ['要带什么材料', 'materials'],
  ['几天能拿到', 'time_limit'],
  ['去哪儿办', 'locations'],
  ['可以网上办吗', 'handling'],
  ['有效期多久', 'result'],
  ['咨询电话是多少', 'contacts'],
  ['什么人可以申请', 'conditions'],
  ['办理流程是什么', 'steps'],
  ['法律依据是什么', 'legal_basis'],
] as const)('%s asks for %s', (text, aspect) => {
  expect(detectAspects(text, 'zh')[0]).toBe(aspect);
});

it.each([
  ['How much is it?', 'fees'],
  ['what do I need to bring', 'materials'],
  ['how long does it take', 'time_limit'],
  ['where do I go', 'locations'],
  ['can I do it online', 'handling'],
  ['how long is it valid for', 'result'],
  ['phone number for questions', 'contacts'],
  ['who can apply', 'conditions'],
  ['how do I apply', 'steps'],
] as const)('%s asks for %s', (text, aspect) => {
  expect(detectAspects(text, 'en')[0]).toBe(aspect);
});

it('finds several aspects, and none in a bare topic', () => {
  expect(detectAspects('要带什么材料，多少钱', 'zh')).toEqual(expect.arrayContaining(['materials', 'fees']));
  expect(detectAspects('借书证', 'zh')).toEqual([]);
});

it('leaves the topic when the aspect is taken out', () => {
  expect(readQuestion('借书证多少钱', 'zh').topic.trim()).toBe('借书证 ;');
});
