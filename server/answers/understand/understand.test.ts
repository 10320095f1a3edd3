import { describe, expect, it } from 'vitest';
import { redact } from '../redaction/index.ts';
import { understand } from './index.ts';
import { languageOf } from './language.ts';

const routeOf = (text: string) => {
  const { courtesy, route } = understand(redact(text), 'zh', []);
  return courtesy ?? route;
};

describe('languageOf', () => {
  it.each([
    ['怎么办身份证', 'en', 'zh'],
    ['How do I renew my ID card?', 'zh', 'en'],
    ['我的ID card丢了', 'en', 'zh'],
    ['how to renew 身份证', 'zh', 'en'],
    ['hello', 'zh', 'en'],
    ['OK', 'zh', 'zh'],
    ['12345?', 'en', 'en'],
    ['[ID_NUMBER]', 'zh', 'zh'],
  ] as const)('%s on a page in %s is %s', (text, page, expected) => {
    expect(languageOf(text, page)).toBe(expected);
  });
});

describe('the route', () => {
  it.each([
    ['你好', 'greeting'],
    ['您好！', 'greeting'],
    ['hi there', 'greeting'],
    ['你好，身份证怎么换', 'question'],
    ['你是谁', 'introduction'],
    ['What can you do?', 'introduction'],
    ['你会干啥', 'introduction'],
    ['谢谢', 'thanks'],
    ['算了，不办了', 'pause'],
    ['那先不离了吧', 'pause'],
    ['不办了能退钱吗', 'question'],
    ['thx bye', 'farewell'],
    ['受理号找不到了', 'person'],
    ['I lost the receipt number', 'person'],
    ['好的，谢谢你', 'thanks'],
    ['OK, thanks!', 'thanks'],
    ['好的，再见', 'farewell'],
    ['bye', 'farewell'],
    ['人工', 'person'],
    ['帮我转一下人工客服', 'person'],
    ['can I talk to a human', 'person'],
    ['我想投诉', 'complaint'],
    ['找你们领导反映个情况', 'person'],
    ['叫个人来跟我说', 'person'],
    ['operater please', 'person'],
    ['can somebody phone me', 'person'],
    ['工作证怎么办', 'question'],
    ['我那个居住证怎么还没消息', 'status'],
    ['为什么我的申请被退回来了', 'status'],
    ['回执号能查吗', 'status'],
    ['any news about my work permit?', 'status'],
    ['did you receive my papers', 'status'],
    ['我的居住证办到哪了', 'status'],
    ['查一下我的办件进度', 'status'],
    ['我上周交的申请批下来了吗', 'status'],
    ['Check the status of my application', 'status'],
    ['where is my residence permit application', 'status'],
    ['has my application been approved?', 'status'],
    ['我上周交的居住证', 'status'],
    ['会说英语吗', 'introduction'],
    ['can you speak English?', 'introduction'],
    ['HC-2026-7K3M-9QXT-4', 'status'],
    ['11010519491231002X', 'status'],
    ['居住证多久能办好', 'question'],
    ['how long does it take to get an ID card', 'question'],
    ['怎么查无犯罪记录', 'question'],
    ['where is the marriage registry office', 'question'],
  ] as const)('%s → %s', (text, expected) => {
    expect(routeOf(text)).toBe(expected);
  });
});

describe('a life event', () => {
  it.each([
    '我刚生了宝宝',
    '孩子出生了',
    '我要结婚了',
    '刚生完孩子要办什么',
    'I just had a baby',
    'My son was just born',
    "we're getting married",
  ])('is all that is told in: %s', (text) =>
    expect(understand(redact(text), 'zh', []).lifeEventOnly).toBe(true),
  );

  it.each(['孩子刚出生，户口怎么上？', '结婚要带什么', 'we just had a baby, how do we get the hukou'])(
    'is not all in: %s',
    (text) => expect(understand(redact(text), 'zh', []).lifeEventOnly).toBe(false),
  );
});
