import { describe, expect, it } from 'vitest';
import { detectAspects, readQuestion } from './aspects.ts';
import type { Aspect } from './types.ts';

const ZH: readonly (readonly [Aspect, ...string[]])[] = [
  ['overview', '借书证是什么', '这个包括哪些事项', '借书证有什么用', '什么时候报名'],
  [
    'conditions',
    '什么人可以申请',
    '满几个月才能办',
    '什么情况能退押金',
    '我够不够格',
    '外地人能办吗',
    '多大可以办',
  ],
  [
    'materials',
    '要带什么材料',
    '办借书证要什么',
    '要带户口本不',
    '得准备些啥',
    '都要哪些证明',
    '借书证 材料',
  ],
  ['steps', '办理流程是什么', '借书证怎么领', '咋个办嘛', '从哪儿下手', '哪能办法', '先办个啥'],
  ['fees', '补办要多少钱', '要扣钱不', '得花多少银子', '怎么收费', '全程免费吗', '费用谁出', '能领多少'],
  ['time_limit', '几天能拿到', '一般多少天批下来', '多久有回音', '啥时候能好', '当场能拿吗'],
  ['locations', '去哪儿办', '在几楼', '去社区办还是去图书馆', '是在总馆领，还是去分馆', '周末开门吗'],
  [
    'handling',
    '可以网上办吗',
    '在哪个app里办',
    '要先约时间吗',
    '用不用本人去',
    '能不能不去现场',
    '能不能一地办',
    '小孩上户口能网上办吗还是非得去派出所',
  ],
  [
    'result',
    '有效期多久',
    '会给什么证明',
    '打到卡里还是存折里',
    '批下来钱怎么发',
    '证办好了是一本还是一张',
    '能寄到家里吗',
  ],
  ['contacts', '咨询电话是多少', '有疑问打哪儿问', '找谁打听', '打什么电话', '到哪里投诉'],
  ['legal_basis', '法律依据是什么', '按哪条法律规定办的'],
];

const EN: readonly (readonly [Aspect, ...string[]])[] = [
  ['overview', 'what is a library card', 'what does the bundle cover'],
  [
    'conditions',
    'who can apply',
    'how old must my son be',
    'how many months of contributions do I need',
    'in which cases can I get the deposit back',
    'can foreigners join',
  ],
  [
    'materials',
    'what do I need to bring',
    'what do they want to see',
    'what proof do they ask for',
    'what should I have ready',
    'do I need to upload anything',
    'documents for a library card',
  ],
  [
    'steps',
    'how do I apply',
    'how do I get a card',
    'what do I have to do',
    'where do we start',
    'which office comes first',
  ],
  [
    'fees',
    'How much is it?',
    'is it free?',
    'do we have to pay',
    'any charge?',
    'what does a lost card cost',
  ],
  [
    'time_limit',
    'how long does it take',
    'when will it be ready',
    'can I take it home on the spot',
    'how fast is that',
  ],
  ['locations', 'where do I go', 'which desk do I go to', 'is it open on Saturday', 'library address'],
  [
    'handling',
    'can I do it online',
    'which app do I use',
    'must I come in person',
    'can it be done without coming to the hall',
    'do we have to book first',
  ],
  [
    'result',
    'how long is it valid for',
    'do both of us get a card',
    'is the money paid into my account',
    'how will we know to which school she goes',
    'what happens to my old card',
  ],
  [
    'contacts',
    'phone number for questions',
    'who answers questions on this',
    'telephone of the library',
    'who to call',
  ],
  ['legal_basis', 'what is the legal basis', 'which law says so'],
];

const cases = (table: typeof ZH) =>
  table.flatMap(([aspect, ...texts]) => texts.map((text) => [text, aspect]));

describe('in Chinese', () => {
  it.each(cases(ZH))('%s asks for %s', (text, aspect) => {
    expect(detectAspects(text ?? '', 'zh')[0]).toBe(aspect);
  });

  it.each([
    '借书证',
    '法律援助中心',
    '免费律师',
    '电子证件',
    '手机医保卡',
    '退休手续',
    '职业资格证补贴',
    '结婚登记预约',
    '医疗保险缴费',
  ])('%s is a topic, and stays whole', (name) => {
    expect(readQuestion(name, 'zh')).toEqual({ aspects: [], topic: name });
  });

  it('takes what the last sentence asks before what was told on the way', () => {
    const told = '我问了不知道多少人都不晓得去哪里。人家说要三十块钱。到底几天能办好？';
    expect(detectAspects(told, 'zh')[0]).toBe('time_limit');
  });
});

describe('in English', () => {
  it.each(cases(EN))('%s asks for %s', (text, aspect) => {
    expect(detectAspects(text ?? '', 'en')[0]).toBe(aspect);
  });

  it.each([
    'library card',
    'free lawyer',
    'old age allowance',
    'money for people over 80',
    'digital documents',
    'licence for an online shop',
    'take out provident fund money',
    'bring my pension to haicheng',
    'maternity pay',
  ])('%s is a topic, and stays whole', (name) => {
    expect(readQuestion(name, 'en')).toEqual({ aspects: [], topic: name });
  });

  it('takes what the last sentence asks before what was told on the way', () => {
    const told =
      'I have no idea how much my mother paid. The photos were expensive. Where do I collect the card?';
    expect(detectAspects(told, 'en')[0]).toBe('locations');
  });

  it('does not take a mother-in-law for a question of law', () => {
    expect(detectAspects('can my mother-in-law do it', 'en')).toEqual(['conditions']);
  });
});

it('finds several aspects', () => {
  expect(detectAspects('要带什么材料，多少钱', 'zh')).toEqual(['materials', 'fees']);
  expect(detectAspects('what does it cost and how long does it take', 'en')).toEqual(['fees', 'time_limit']);
});

it('puts a question before a word that may belong to the topic', () => {
  expect(detectAspects('网上怎么办', 'zh')).toEqual(['steps', 'handling']);
  expect(detectAspects('how do I apply online', 'en')).toEqual(['steps', 'handling']);
});

it('leaves the topic when the aspect is taken out', () => {
  expect(readQuestion('借书证多少钱', 'zh').topic.trim()).toBe('借书证 ;');
  expect(readQuestion('a library card, how much?', 'en').topic).toBe('a library card,  ; ?');
});
