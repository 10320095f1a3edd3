import type { ExportTexts } from './types.ts';

const ended = (text: string) => (/[。！？；：]$/.test(text) ? text : `${text}。`);

export const zh: ExportTexts = {
  catalogue: {
    title: '海澄市政务服务事项办事指南',
    description: '海澄市政务服务大厅对外公布、现行有效的办事指南，中文、英文两种版本。',
    publisher: '海澄市政务服务大厅',
  },
  country: '中国',
  city: '海澄市',
  languages: { zh: '中文', en: '英文' },
  lifeEvents: {
    birth: '出生',
    study: '上学',
    work: '就业',
    business: '开办企业',
    marriage: '婚姻',
    residence: '落户居住',
    housing: '住房',
    health: '医疗',
    transport: '出行',
    retirement: '退休养老',
    support: '救助扶残',
    papers: '证照证明',
    death: '身后',
  },
  status: { draft: '草稿', active: '在用', suspended: '暂停', retired: '停用' },
  kind: { item: '单个事项', bundle: '“一件事”' },
  audience: { person: '自然人', business: '法人和其他组织' },
  channel: { window: '窗口', web: '网上', mobile: '手机', kiosk: '自助终端', post: '邮寄' },
  delivery: { pickup: '窗口领取', post: '邮寄送达', 'e-certificate': '电子证照' },
  materialSource: {
    applicant: '申请人自备',
    'shared-data': '由窗口通过数据共享核验，不用自己带',
    'issued-on-site': '现场办好，不用提前准备',
  },
  need: { always: '必备材料', conditional: '特定情形下必备', optional: '有则提供' },
  requirement: { criterion: '办理条件', information: '申请材料' },
  jointOffice: '联合办理单位',
  currency: '人民币',
  free: '本事项不收费。',
  join: (parts) => parts.map(ended).join(''),
  list: (parts) => parts.join('、'),
  amount: (originals, copies) =>
    [originals > 0 ? `原件 ${originals} 份` : '', copies > 0 ? `复印件 ${copies} 份` : '']
      .filter((text) => text !== '')
      .join('、'),
  when: (condition) => `适用情形：${condition}`,
  deferrable: '可以容缺受理，先办理后补交',
  waiver: (text) => `减免规定：${text}`,
  basis: (text) => `收费依据：${text}`,
  validity: (text) => `有效期：${text}`,
  delivered: (ways) => `领取方式：${ways}`,
  article: (law, article) => `${law}${article}`,
  consult: '咨询电话',
  complaint: '投诉电话',
};
