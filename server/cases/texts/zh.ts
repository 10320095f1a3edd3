import type { CaseTexts } from './types.ts';

export const zh: CaseTexts = {
  states: {
    submitted: '已收件，待受理',
    supplement_requested: '待补正材料',
    accepted: '已受理',
    not_accepted: '不予受理',
    in_review: '审核中',
    suspended: '暂停计时',
    approved: '已办结，准予',
    refused: '已办结，不予批准',
    delivered: '结果已送达',
    withdrawn: '已撤回',
  },
  stages: {
    received: '收件',
    accepted: '受理',
    review: '审核',
    decided: '办结',
    delivered: '送达',
  },
  notAccepted: '不予受理',
};
