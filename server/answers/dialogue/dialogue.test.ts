import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, ask, openTestHall, type Read, type TestHall } from '../test-hall.ts';
import type { Answers } from '../types.ts';

/* How a conversation goes on: what is said again, further, otherwise. */

let hall: TestHall;
let answers: Answers;
beforeAll(async () => {
  hall = await openTestHall();
  answers = hall.answers();
});
afterAll(async () => {
  await answers.close();
  await hall.close();
});

let threads = 0;
async function talk(locale: 'zh' | 'en', turns: readonly string[]): Promise<Read[]> {
  threads += 1;
  const reads: Read[] = [];
  for (const turn of turns)
    reads.push(await answerTo(answers, ask(turn, { threadId: `dialogue-${threads}`, locale })));
  return reads;
}
const guidesOf = (read: Read | undefined) => [...new Set(read?.sources.map(({ guide }) => guide))];
const sectionsOf = (read: Read | undefined) => read?.sources.map(({ section }) => section);
const statusOf = (read: Read | undefined) => read?.result?.status;

describe('said again', () => {
  it.each([
    ['zh', '换身份证要多少钱', '再说一遍，没听清'],
    ['en', 'How much is a replacement ID card?', 'sorry, say that again please'],
  ] as const)('is word for word what was said, with its sources (%s)', async (locale, question, again) => {
    const [first, second] = await talk(locale, [question, again]);
    expect(second?.sentences).toEqual(first?.sentences);
    expect(second?.sources).toEqual(first?.sources);
    expect(statusOf(second)).toBe('answered');
  });

  it('in fewer words is shorter and from the same guide', async () => {
    const [first, second] = await talk('zh', ['居住证怎么办', '太复杂了，简单点说']);
    expect(guidesOf(second)).toEqual(guidesOf(first));
    expect(second?.sentences.length).toBeLessThan(first?.sentences.length ?? 0);
    expect(second?.sentences.length).toBeGreaterThan(0);
  });

  it('leaves out that she would slow down', async () => {
    const [first, , third] = await talk('zh', ['换身份证要多少钱', '慢点说', '再说一遍']);
    expect(third?.sentences).toEqual(first?.sentences);
  });

  it('begins a conversation that has not begun', async () => {
    const [only] = await talk('en', ['say that again']);
    expect(statusOf(only)).toBe('clarify');
    expect(only?.sources).toEqual([]);
  });
});

describe('what comes after', () => {
  it('names a paper before it tells more of it', async () => {
    const [, second] = await talk('zh', ['孩子上学报名要什么材料', '还有呢']);
    expect(second?.sentences[0]).toMatch(/要带|不用带|请带/);
  });

  it('takes "the second one" for a list that has so many', async () => {
    const [, , third] = await talk('zh', ['公积金提取还贷要哪些材料', '要收费吗', '第二个是什么']);
    expect(sectionsOf(third)).toEqual(['materials']);
  });

  it('is what was left out, and never what has been said', async () => {
    const [first, second] = await talk('zh', ['居住证怎么办', '还有呢']);
    expect(guidesOf(second)).toEqual(guidesOf(first));
    for (const sentence of second?.sentences ?? []) expect(first?.sentences).not.toContain(sentence);
  });

  it('is the next step, then the one after it, until the last', async () => {
    const steps = hall.knowledge.guide('residence-permit', 'zh')?.steps ?? [];
    const asked = Array.from({ length: steps.length + 1 }, () => '下一步呢');
    const reads = await talk('zh', ['居住证收费吗', ...asked]);
    for (const [i, { name }] of steps.entries()) expect(reads[i + 1]?.text).toContain(name);
    expect(reads.at(-1)?.text).toContain('最后一项');
    expect(reads.slice(1, -1).every((read) => read.sources.every(({ section }) => section === 'steps'))).toBe(
      true,
    );
  });

  it('is the paper in the place that is named', async () => {
    const third = hall.knowledge.guide('divorce-registration', 'en')?.materials[2]?.name ?? '';
    const [, read] = await talk('en', ['what papers do I need for a divorce', 'the third one']);
    expect(read?.text.toLowerCase()).toContain(third.slice(1).toLowerCase());
    expect(sectionsOf(read)).toEqual(['materials']);
  });
});

describe('a correction', () => {
  it.each([
    ['zh', ['身份证多少钱', '不是，我说的是护照'], 'passport'],
    ['en', ['how much is an ID card', 'no, I meant the passport'], 'passport'],
  ] as const)('asks the same of what is meant (%s)', async (locale, turns, guide) => {
    const [, read] = await talk(locale, turns);
    expect(guidesOf(read)).toEqual([guide]);
    expect(sectionsOf(read)).toContain('fees');
  });

  it('without what is meant offers others, not the one that was wrong', async () => {
    const [, read] = await talk('zh', ['身份证怎么换', '不是这个']);
    expect(statusOf(read)).toBe('clarify');
    const [card] = read?.cards ?? [];
    if (card?.type !== 'choices') throw new Error('no choices');
    expect(card.options.map(({ label }) => label)).not.toContain('居民身份证换领补领');
  });
});

describe('choices', () => {
  it('are taken by their place, and what was asked is answered of them', async () => {
    const [first, second] = await talk('zh', ['公积金要带什么材料', '第二个']);
    expect(statusOf(first)).toBe('clarify');
    const [card] = first?.cards ?? [];
    if (card?.type !== 'choices') throw new Error('no choices');
    const chosen = hall.knowledge.guides('zh').find(({ name }) => name === card.options[1]?.label);
    expect(guidesOf(second)).toEqual([chosen?.id]);
    expect(sectionsOf(second)).toContain('materials');
  });

  it('are never given more than twice in a row', async () => {
    const reads = await talk('zh', ['办证', '嗯那个', '不是这个', '不对']);
    const statuses = reads.map(statusOf);
    expect(statuses.slice(0, 2)).toEqual(['clarify', 'clarify']);
    expect(statuses[2]).toBe('handoff');
  });
});

describe('circumstances', () => {
  it('that were told put the papers for them first', async () => {
    const asked = '要带什么材料';
    const [, plain] = await talk('zh', ['给孩子上户口', asked]);
    const [, , told] = await talk('zh', ['给孩子上户口', '我们没有领结婚证', asked]);
    expect(told?.sentences).not.toEqual(plain?.sentences);
    expect(told?.text).toContain('没有登记结婚');
    expect(guidesOf(told)).toEqual(['birth-registration']);
  });

  it('are kept with the conversation', async () => {
    threads += 1;
    const threadId = `dialogue-${threads}`;
    await answerTo(answers, ask('我不是本地户口，居住证能办吗', { threadId }));
    const [kept] = await hall.exchanges.thread('session-1', threadId, 1);
    expect(kept?.dialogue.circumstances).toEqual([{ text: '我不是本地户口', guide: null }]);
  });
});

it('words of the other language find the guide', async () => {
  const [zh, en] = [
    await talk('zh', ['我的 passport 快 expire 了，要怎么 renew']),
    await talk('en', ['How do I get a 居住证 in Haicheng']),
  ];
  expect(guidesOf(zh[0])).toEqual(['passport']);
  expect(guidesOf(en[0])).toEqual(['residence-permit']);
  expect(en[0]?.text).not.toMatch(/\p{Script=Han}/u);
});

it('who wants to apply is told where, and that she cannot do it for them', async () => {
  const [read] = await talk('zh', ['帮我预约办护照']);
  expect(statusOf(read)).toBe('answered');
  expect(read?.sentences[0]).toContain('还不能直接替您办');
  expect(guidesOf(read)).toEqual(['passport']);
});
