import type { AnswerStatus, Card, Locale, Source, Utterance } from '#protocol/index.ts';

/** One answer of the scripted hall: what it streams, in order. */
export interface Scene {
  sources: Source[];
  sentences: { text: string; cites: number[]; gesture?: Utterance['gesture'] }[];
  cards: Card[];
  status: AnswerStatus;
  /** The stream breaks off after so many sentences. */
  cutAfter?: number;
}

const source = (n: number, section: string, title: string, quote: string): Source => ({
  n,
  guide: 'birth-registration',
  version: '0123456789ab',
  section,
  title,
  quote,
  url: `/guides/birth-registration#${section}`,
});

const birthZh: Scene = {
  status: 'answered',
  sources: [
    source(
      1,
      'time_limit',
      '新生儿出生登记 · 申报时限',
      '婴儿出生后一个月以内，由户主、亲属、抚养人或者邻居向婴儿常住地户口登记机关申报出生登记。',
    ),
    source(2, 'materials', '新生儿出生登记 · 材料', '结婚证由受理窗口通过共享数据核验，申请人免于提交。'),
  ],
  sentences: [
    {
      text: '在海澄，新生儿落户可以随父亲，也可以随母亲，出生后**一个月内**申报即可。',
      cites: [1],
      gesture: 'explain',
    },
    { text: '要带三样材料，都列在清单上了；结婚证在系统里核验，不用带。', cites: [1, 2], gesture: 'point' },
    { text: '材料齐全的，窗口当场办结，不收费。', cites: [2], gesture: 'nod' },
  ],
  cards: [
    {
      type: 'materials',
      id: 'card-birth',
      guide: 'birth-registration',
      title: '新生儿落户要带的材料',
      subtitle: '新生儿出生登记（落户）',
      facts: ['不收费', '材料齐全当场办结'],
      items: [
        item('m1', '出生医学证明', '原件 1 份'),
        item('m2', '父母居民身份证', '原件各 1 份'),
        { ...item('m3', '居民户口簿', '原件 1 份'), notes: '落户一方的' },
        { ...item('m4', '亲子鉴定意见', '原件 1 份'), required: false, when: '非婚生育随父落户的' },
        { ...item('m5', '结婚证', null), bring: false, notes: '系统核验' },
      ],
    },
  ],
};

const birthEn: Scene = {
  status: 'answered',
  sources: [
    source(
      1,
      'time_limit',
      'Newborn registration · time limit',
      'Within one month of birth, the head of household, a relative, a guardian or a neighbour declares the birth where the infant usually lives.',
    ),
    source(
      2,
      'materials',
      'Newborn registration · materials',
      'The marriage certificate is verified through shared data and need not be submitted.',
    ),
  ],
  sentences: [
    {
      text: 'In Haicheng a newborn may be registered with either parent. Please declare **within one month** of birth.',
      cites: [1],
      gesture: 'explain',
    },
    {
      text: 'You need three papers, all on the checklist. Your marriage certificate is checked online, so leave it at home.',
      cites: [1, 2],
      gesture: 'point',
    },
  ],
  cards: [
    {
      type: 'materials',
      id: 'card-birth-en',
      guide: 'birth-registration',
      title: 'What to bring',
      subtitle: 'Household registration of a newborn',
      facts: ['Free', 'Done on the spot'],
      items: [
        item('m1', 'Medical certificate of birth', '1 original'),
        item('m2', 'Both parents’ ID cards', 'Originals'),
        { ...item('m3', 'Household register', '1 original'), notes: 'Of the parent you register with' },
        { ...item('m5', 'Marriage certificate', null), bring: false, notes: 'Checked online' },
      ],
    },
  ],
};

function item(id: string, name: string, amount: string | null) {
  return { id, name, required: true, when: null, amount, notes: null, bring: true, deferrable: false };
}

const verify: Scene = {
  status: 'needs_verification',
  sources: [],
  sentences: [{ text: '查办件要先核对是您本人的。请在卡片里填，不要说出来。', cites: [] }],
  cards: [
    { type: 'verify', id: 'card-verify', title: '查办件，先核对身份', say: '我已经核对过了，请告诉我进度。' },
  ],
};

const granted: Scene = {
  status: 'answered',
  sources: [],
  sentences: [
    { text: '您的居住证在审核，用了 3 个工作日，预计 11 月 25 日前办结。', cites: [], gesture: 'nod' },
  ],
  cards: [
    {
      type: 'case',
      id: 'card-case',
      guide: 'residence-permit',
      service: '居住证申领',
      receiptTail: '9QPX',
      state: 'in_review',
      stateLabel: '审核中',
      submittedAt: '2026-11-16T09:12:00+08:00',
      dueAt: '2026-11-25T18:00:00+08:00',
      workdaysSoFar: 3,
      stages: [
        { key: 'received', label: '收件', at: '2026-11-16T09:12:00+08:00', state: 'done' },
        { key: 'accepted', label: '受理', at: '2026-11-16T15:40:00+08:00', state: 'done' },
        { key: 'review', label: '审核', at: '2026-11-18T10:00:00+08:00', state: 'now' },
        { key: 'decided', label: '办结', at: null, state: 'todo' },
        { key: 'delivered', label: '送达', at: null, state: 'todo' },
      ],
      asks: [{ id: 'a1', text: '补交房屋租赁合同的第二页' }],
      asksDueAt: '2026-11-24T18:00:00+08:00',
    },
  ],
};

const choices: Scene = {
  status: 'clarify',
  sources: [],
  sentences: [{ text: '“换身份证”有三种情况，您是哪一种？', cites: [] }],
  cards: [
    {
      type: 'choices',
      id: 'card-choices',
      title: '您要办的是哪一种？',
      options: [
        { label: '到期换领', say: '身份证到期换领' },
        { label: '丢了，要补领', say: '身份证丢了补领' },
        { label: '损坏或照片变化大', say: '身份证损坏换领' },
      ],
    },
  ],
};

const person: Scene = {
  status: 'handoff',
  sources: [],
  sentences: [{ text: '好的，下面是能帮您的人。', cites: [] }],
  cards: [
    {
      type: 'contact',
      id: 'card-contact',
      title: '人工服务',
      contacts: [
        { name: '政务服务便民热线', phone: '12345', hours: '全天 24 小时', address: null },
        {
          name: '海澄市民服务中心 · 综合窗口',
          phone: '0592-555 0100',
          hours: '周一至周五 8:30–17:00',
          address: '海澄市望海路 1 号 一楼 A 区',
        },
      ],
    },
  ],
};

const guided = (cards: Card[], text: string): Scene => ({
  status: 'answered',
  sources: [],
  sentences: [{ text, cites: [], gesture: 'point' }],
  cards,
});

const guide = 'residence-permit';

const steps = guided(
  [
    {
      type: 'steps',
      id: 'card-steps',
      guide,
      title: '居住证申领办理步骤',
      items: [
        {
          id: 's1',
          name: '提交申请',
          text: '带齐材料到居住地派出所窗口，或者在网上填表。',
          by: '申请人',
          limit: null,
        },
        {
          id: 's2',
          name: '受理',
          text: '窗口当场核对材料，缺什么一次说清。',
          by: '派出所户政窗口',
          limit: '当场',
        },
        { id: 's3', name: '审核', text: null, by: '公安局人口管理科', limit: '10 个工作日' },
        { id: 's4', name: '领证', text: '到窗口领，或者寄到家。', by: '申请人', limit: null },
      ],
    },
    ...birthZh.cards,
  ],
  '一共四步，都列在卡片上了。',
);

const fees = guided(
  [
    {
      type: 'fees',
      id: 'card-fees',
      guide: 'id-card-renewal',
      title: '居民身份证换领收费',
      free: null,
      items: [
        { name: '到期换领', amount: '20元', notes: null },
        { name: '丢失补领、损坏换领', amount: '40元', notes: '低保对象凭低保证减半收取。' },
      ],
    },
    { type: 'fees', id: 'card-free', guide, title: '居住证申领收费', free: '不收费', items: [] },
  ],
  '到期换领收二十元。',
);

const places = guided(
  [
    {
      type: 'places',
      id: 'card-places',
      guide,
      title: '居住证申领在哪里办',
      items: [
        {
          name: '海澄市民服务中心 · 户政窗口',
          address: '海澄市望海路 1 号 二楼 B 区',
          hours: '周一至周五 8:30–12:00，13:30–17:00',
          phone: '0000-5512 3000',
        },
        {
          name: '临江派出所',
          address: '海澄市临江区滨河路 88 号',
          hours: '周一至周六 9:00–17:00',
          phone: null,
        },
      ],
    },
  ],
  '两个地方能办。',
);

const callback: Scene = {
  status: 'handoff',
  sources: [],
  sentences: [{ text: '可以请工作人员给您打电话。', cites: [] }],
  cards: [
    {
      type: 'callback',
      id: 'card-callback',
      title: '请工作人员给我回电话',
      guide,
      topic: '居住证地址变更怎么办',
    },
  ],
};

const crisis: Scene = {
  status: 'crisis',
  sources: [],
  sentences: [{ text: '您现在的安全最要紧，请马上打110。', cites: [] }],
  cards: [],
};

/** What the scripted hall answers. */
export function sceneFor(question: string, locale: Locale, isGranted: boolean): Scene {
  if (/回电/.test(question)) return callback;
  if (/步骤/.test(question)) return steps;
  if (/多少钱/.test(question)) return fees;
  if (/哪里办/.test(question)) return places;
  if (/不想活/.test(question)) return crisis;
  if (/断/.test(question)) return { ...birthZh, cutAfter: 1 };
  if (/人工|person/.test(question)) return person;
  if (/办件|case|核对/.test(question)) return isGranted ? granted : verify;
  if (/身份证/.test(question)) return choices;
  return locale === 'zh' && !/baby/.test(question) ? birthZh : birthEn;
}
