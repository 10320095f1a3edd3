import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerTo, ask, openTestHall, type Read, type TestHall } from './test-hall.ts';
import type { Answers } from './types.ts';

/* What a citizen hears from the offline writer, asked as people speak. */

let hall: TestHall;
let answers: Answers;
beforeAll(async () => {
  hall = await openTestHall();
  answers = hall.answers();
});
afterAll(() => hall.close());

let threads = 0;
async function talk(locale: 'zh' | 'en', turns: readonly string[]): Promise<Read> {
  threads += 1;
  let read: Read | undefined;
  for (const turn of turns)
    read = await answerTo(answers, ask(turn, { threadId: `talk-${threads}`, locale }));
  if (!read) throw new Error('no turn');
  return read;
}
const heard = (read: Read) => read.sources.map(({ guide, section }) => `${guide}#${section}`);

describe('a question about a circumstance is answered by the passage about it', () => {
  it.each([
    ['zh', '没结婚证给娃上户口行不行', 'birth-registration#unmarried', /^父母没有领结婚证，孩子也能上户口/],
    ['zh', '身份证消磁了', 'id-card-renewal#unreadable', /不会消磁/],
    ['zh', '身份证能叫我儿子代领吗', 'id-card-renewal#proxy', /^领证可以代领/],
    ['zh', '领证要不要先体检', 'marriage-registration#optional', /^婚检、彩礼都不是/],
    ['zh', '一个人能去领证吗', 'marriage-registration#in-person', /^结婚登记不能一个人/],
    ['zh', '居住证忘签注了', 'residence-permit#endorsement', /签注/],
    ['zh', '异地备案报销少多少', 'cross-province-medical#rate', /^报销比例/],
    ['zh', '公司不想开了，怎么简易注销', 'company-one-thing#change', /简易注销/],
    ['zh', '我妈八十了下不了床，身份证过期了咋整', 'id-card-renewal#home-visit', /上门/],
    ['en', 'can foreigners open a company in Haicheng', 'company-one-thing#agents-foreign', /^Foreign/],
    [
      'en',
      'my mum is bedridden, how can she renew her ID card',
      'id-card-renewal#home-visit',
      /officer comes/,
    ],
    [
      'en',
      'I rent without a lease, residence permit possible?',
      'residence-permit#no-lease',
      /without a written lease/,
    ],
    [
      'en',
      'I want to remarry my ex',
      'marriage-registration#remarriage',
      /^To marry your former spouse again/,
    ],
    ['en', 'can I cancel my filing', 'cross-province-medical#change', /cancelled/],
    ['en', 'is the residence permit useful', 'residence-permit#benefits', /^Holders/],
    ['en', 'crime when I was 16, can I still get the certificate', 'no-criminal-record#juvenile', /minor/],
    [
      'en',
      'my brother lives abroad, may I apply for his no crime certificate on his behalf',
      'no-criminal-record#proxy',
      /letter of authorisation/,
    ],
  ] as const)('%s: %s', async (locale, question, section, first) => {
    const read = await talk(locale, [question]);
    expect(heard(read)[0]).toBe(section);
    expect(read.sentences[0]).toMatch(first);
  });
});

describe('whether a paper is needed is said first', () => {
  it.each([
    ['zh', '换身份证需要带户口本吗', /才要带居民户口簿/],
    ['zh', '身份证照片能自己带吗', /^证件照片现场办好，不用提前准备/],
    ['en', 'do I need to bring a photo for my ID card', /^The photo is made at the office/],
  ] as const)('%s: %s', async (locale, question, first) => {
    expect((await talk(locale, [question])).sentences[0]).toMatch(first);
  });

  it('and a question what to bring opens with the paper that most people need', async () => {
    const read = await talk('en', ['What do I need to renew my ID card?']);
    expect(read.sentences[0]).toMatch(/^Bring your old resident ID card if/);
  });
});

describe('in a conversation', () => {
  it.each([
    [['孩子刚出生，户口怎么上？', '没结婚证行吗'], 'birth-registration#unmarried'],
    [['我们想领证', '周六行吗'], 'marriage-registration#locations'],
    [['换身份证要带什么', '户口本要带吗'], 'id-card-renewal#materials'],
    [['异地就医备案', '网上行吗', '没备案呢'], 'cross-province-medical#late'],
    [['公司注册', '注销呢'], 'company-one-thing#change'],
    [['异地就医备案', '长期还是临时'], 'cross-province-medical#which-type'],
    [['无犯罪证明怎么开', '别人能代办吗'], 'no-criminal-record#proxy'],
    [['居住证怎么办', '住亲戚家行吗', '没有房产证'], 'residence-permit#no-lease'],
    [['孩子幼升小什么时候报名', '我没有户口，只有居住证'], 'school-enrolment#conditions'],
    [['孩子幼升小怎么报名', '什么时候截止'], 'school-enrolment#summary'],
    [['公司注册', '能不能不去现场'], 'company-one-thing#handling'],
  ])('%s stays with the matter in hand', async (turns, section) => {
    expect(heard(await talk('zh', turns))[0]).toBe(section);
  });

  it('another matter that is named is turned to', async () => {
    const read = await talk('zh', ['身份证怎么换', '那居住证呢']);
    expect(heard(read)[0]).toMatch(/^residence-permit#/);
  });

  it('small talk with a question mark is not taken for a question about the matter in hand', async () => {
    const read = await talk('zh', ['孩子刚出生，户口怎么上？', '今天会下雨吗']);
    expect(read.result?.status).toBe('out_of_scope');
  });
});

describe('a matter of another office is refused though some words are ours', () => {
  it.each([
    ['zh', '想给店名注册个商标'],
    ['zh', '护士执业证注册变更'],
    ['zh', '养狗要办狗证吗'],
    ['zh', '网约车司机资格证在哪考'],
    ['zh', '去北京的火车票怎么买'],
    ['en', 'fishing licence'],
    ['en', 'how do I adopt a child'],
    ['en', 'travel agency licence'],
  ] as const)('%s: %s', async (locale, question) => {
    const read = await talk(locale, [question]);
    expect(['no_answer', 'out_of_scope']).toContain(read.result?.status);
  });

  it.each([
    ['开网约车要的无案底证明去哪开', 'no-criminal-record'],
    ['离过婚再结婚要带离婚证么', 'marriage-registration'],
    ['身份证丢了，急着坐火车怎么办', 'id-card-renewal'],
  ])('but one of ours that only mentions it is answered: %s', async (question, guide) => {
    expect(heard(await talk('zh', [question]))[0]).toMatch(new RegExp(`^${guide}#`));
  });
});

it('names the office that another matter belongs to, and the hotline', async () => {
  const read = await talk('zh', ['养狗要办狗证吗']);
  expect(read.text).toContain('派出所');
  expect(read.cards).toMatchObject([{ type: 'contact', contacts: [{ phone: '12345' }] }]);
});

it('takes what is told in between for a circumstance of the matter in hand', async () => {
  const turns = ['我想取公积金', '我是租房的', '要多久到账'];
  expect(heard(await talk('zh', turns.slice(0, 2)))[0]).toBe('housing-fund-withdrawal#rent');
  expect(heard(await talk('zh', turns))[0]).toBe('housing-fund-withdrawal#time_limit');
});

it('answers a service that is called by its name, whatever comes near it', async () => {
  for (const { id, name } of hall.knowledge.guides('zh'))
    expect(heard(await talk('zh', [`${name}怎么办？`]))[0]).toMatch(new RegExp(`^${id}#`));
});

it.each(['办证', '这个怎么办'])('asks which one when no matter is named at all: %s', async (question) => {
  expect((await talk('zh', [question])).result?.status).toBe('clarify');
});

describe('how much it is, where nothing is charged, is what one gets', () => {
  it.each([
    ['zh', ['生育津贴怎么领', '领多少钱'], 'maternity-allowance#amount'],
    ['zh', ['低保什么条件', '一个月能给多少'], 'minimum-living-allowance#amount'],
    ['en', ['I want to apply for a startup loan', 'how much can I borrow'], 'startup-loan#amount'],
    ['zh', ['高龄津贴怎么领', '办这个要钱吗'], 'elderly-allowance#fees'],
    ['en', ['how do I get the skills subsidy', 'is there a fee'], 'skills-subsidy#fees'],
  ] as const)('%s: %s', async (locale, turns, section) => {
    expect(heard(await talk(locale, turns))).toEqual([section]);
  });
});

it('goes on caring for somebody who has just been in danger', async () => {
  const read = await talk('zh', ['我不想活了', '没人管我']);
  expect(read.result?.status).toBe('crisis');
});

it('reads a list of places that goes on over semicolons as one sentence', async () => {
  const read = await talk('en', ['where can I renew my ID card']);
  expect(read.sentences.filter((sentence) => sentence.startsWith('And '))).toEqual([]);
});

it('says how it is done when a condition is told without a question', async () => {
  const read = await talk('en', ['my id card is lost']);
  expect(read.sentences[0]).toMatch(/lost or stolen/);
  expect(heard(read)).toContain('id-card-renewal#handling');
});

it('says the gist first when asked how', async () => {
  const read = await talk('zh', ['领结婚证怎么办理']);
  expect(read.sentences[0]).toMatch(/^必须双方一起到场1次/);
});

it('answers each of three things asked at once', async () => {
  const read = await talk('zh', ['身份证多少钱多久能拿到在哪办']);
  expect(heard(read)).toEqual(
    ['fees', 'time_limit', 'locations'].map((section) => `id-card-renewal#${section}`),
  );
});

it('says that something is done on the spot once, and never beside another term', async () => {
  const { sentences } = await talk('zh', ['公积金提取要多少天']);
  expect(sentences.filter((sentence) => sentence === '这件事当场就能办好。')).toEqual([]);
});

it('parts a long sentence at its semicolons', async () => {
  const read = await talk('zh', ['上户口多久能办好']);
  expect(read.sentences.length).toBeGreaterThan(1);
  expect(read.sentences.every((sentence) => sentence.length <= 60)).toBe(true);
});
