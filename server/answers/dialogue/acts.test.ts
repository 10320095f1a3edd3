import { describe, expect, it } from 'vitest';
import { actOf } from './acts.ts';

describe('actOf', () => {
  it.each([
    ['再说一遍', 'repeat'],
    ['不好意思，没听清', 'repeat'],
    ['你刚才说什么', 'repeat'],
    ['我耳朵不好，你大点声', 'repeat'],
    ['说慢点', 'slower'],
    ['太快了，慢一点', 'slower'],
    ['能不能慢点说啊', 'slower'],
    ['简单点说', 'simpler'],
    ['太复杂了，我听不懂', 'simpler'],
    ['听不明白', 'simpler'],
    ['还有呢', 'more'],
    ['还有吗？', 'more'],
    ['继续', 'more'],
    ['说详细点', 'more'],
    ['下一步呢', 'next'],
    ['然后呢？', 'next'],
    ['接下来要做什么', 'next'],
    ['再然后呢', 'next'],
    ['不是这个', 'rejection'],
    ['不对', 'rejection'],
  ])('zh: %s', (text, type) => {
    expect(actOf(text, 'zh')).toEqual({ type });
  });

  it.each([
    ['say that again please', 'repeat'],
    ["sorry, I didn't catch that", 'repeat'],
    ['Pardon?', 'repeat'],
    ['can you speak more slowly', 'slower'],
    ['too fast', 'slower'],
    ['in simple words please', 'simpler'],
    ["I don't understand", 'simpler'],
    ['what else?', 'more'],
    ['go on', 'more'],
    ['next step', 'next'],
    ["what's next?", 'next'],
    ['and then?', 'next'],
    ['not that', 'rejection'],
  ])('en: %s', (text, type) => {
    expect(actOf(text, 'en')).toEqual({ type });
  });

  it.each([
    ['zh', '第三个是什么', 3],
    ['zh', '选第二个', 2],
    ['zh', '第2步怎么弄', 2],
    ['zh', '第一步该干什么', 1],
    ['zh', '第一个是什么材料', 1],
    ['zh', '最后一个呢', -1],
    ['zh', '2', 2],
    ['en', 'the third one', 3],
    ['en', 'what is the 2nd document?', 2],
    ['en', 'option two please', 2],
    ['en', 'the last one', -1],
  ] as const)('%s: %s is item %d', (locale, text, n) => {
    expect(actOf(text, locale)).toEqual({ type: 'nth', n });
  });

  it.each([
    ['zh', '不是，我说的是护照', '护照'],
    ['zh', '我问的是居住证要多久', '居住证要多久'],
    ['zh', '不对，是社保卡', '社保卡'],
    ['en', 'no, I meant the residence permit', 'the residence permit'],
    ['en', 'Sorry, I was asking about the fee', 'the fee'],
    ['en', 'no, the passport', 'the passport'],
  ] as const)('%s: %s means %s', (locale, text, meant) => {
    expect(actOf(text, locale)).toEqual({ type: 'correction', text: meant });
  });

  it.each([
    ['zh', '身份证丢了怎么补'],
    ['zh', '第一次办护照要什么材料'],
    ['zh', '二胎怎么上户口'],
    ['zh', '还有多久能拿到证'],
    ['zh', '不是本地户口能办吗'],
    ['zh', '我不是本地人'],
    ['zh', '然后去哪里交钱'],
    ['zh', '简易注销怎么办'],
    ['en', 'what do I need next time for the passport'],
    ['en', 'is there a second location'],
    ['en', 'no job any more, what support is there'],
    ['en', 'how much more does express cost'],
    ['en', 'again my card is lost'],
    ['en', 'the first time I apply for a passport'],
  ] as const)('%s: %s asks something', (locale, text) => {
    expect(actOf(text, locale)).toBeNull();
  });
});
