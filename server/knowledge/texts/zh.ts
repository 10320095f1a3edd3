import type { SectionTexts } from './types.ts';

const UNITS = { workday: '个工作日', day: '天', hour: '小时' } as const;

export const zh: SectionTexts = {
  titles: {
    summary: '事项简介',
    conditions: '办理条件',
    materials: '申请材料',
    steps: '办理流程',
    fees: '收费标准',
    time_limit: '办理时限',
    locations: '办理地点',
    handling: '办理方式',
    result: '办理结果',
    contacts: '咨询与投诉',
    legal_basis: '办理依据',
  },
  listComma: '、',
  sentenceGap: '',
  sentence: (text) => (/[。！？；：]$/.test(text) ? text : `${text}。`),
  unstated: '原文没有写明。',
  authority: (name, joint) =>
    joint.length === 0 ? `本事项由${name}办理。` : `本事项由${name}牵头，${joint.join('、')}联合办理。`,
  limit: {
    immediate: '当场办结',
    count: (n, unit) => `${n} ${UNITS[unit]}`,
  },
  timeLimit: (legal, promised) => `最长 ${legal}，承诺 ${promised}内办结。`,
  promisedOnTheSpot: (legal) => `承诺当场办结，最长 ${legal}。`,
  alwaysOnTheSpot: '当场办结，立等可取。',
  money: (yuan) => `${yuan} 元`,
  free: '本事项不收费。',
  feeFree: (name) => `${name}：免费。`,
  fee: (name, money) => `${name}：${money}。`,
  feeNamed: (name) => `${name}。`,
  feeBasis: (basis) => `收费依据：${basis}。`,
  feeWaiver: (waiver) => `减免规定：${waiver}`,
  amount: {
    originals: (n) => `原件 ${n} 份`,
    copies: (n) => `复印件 ${n} 份`,
  },
  material: {
    line: (name, amount) => (amount === '' ? `${name}。` : `${name}：${amount}。`),
    when: (condition) => `适用情形：${condition}`,
    optional: '有则提供。',
    deferrable: '可以容缺受理，先办理后补交。',
    source: {
      applicant: '',
      'shared-data': '由窗口通过数据共享核验，不用自己带。',
      'issued-on-site': '现场办好，不用提前准备。',
    },
  },
  step: {
    head: (index, name, by, limit) =>
      limit === null ? `${index}. ${name}（${by}）：` : `${index}. ${name}（${by}，${limit}）：`,
  },
  channels: { window: '窗口', web: '网上', mobile: '手机', kiosk: '自助终端', post: '邮寄' },
  handling: {
    channels: (list) => `办理渠道：${list}。`,
    visits: (n) => (n === 0 ? '全程不用跑现场。' : `最多跑 ${n} 次现场。`),
    appointment: '支持预约办理。',
    noAppointment: '不用预约。',
    express: '支持快递送达。',
    noExpress: '不提供快递送达。',
  },
  delivery: { pickup: '窗口领取', post: '邮寄送达', 'e-certificate': '电子证照' },
  result: {
    name: (name) => `办理结果：${name}。`,
    delivery: (list) => `领取方式：${list}。`,
    validity: (text) => `有效期：${text}`,
  },
  location: ({ name, address, hours, phone }) =>
    `${name}：地址 ${address}；办公时间 ${hours}；电话 ${phone}。`,
  contacts: {
    consult: (phone) => `咨询电话：${phone}。`,
    complaint: (phone) => `投诉电话：${phone}。`,
  },
  law: (title, article) => {
    const named = /^《/.test(title) ? title : `《${title}》`;
    return article === undefined ? `${named}。` : `${named}${article}。`;
  },
};
