import type { CaseTexts } from './types.ts';

export const en: CaseTexts = {
  states: {
    submitted: 'Received, not yet accepted',
    supplement_requested: 'Waiting for documents from you',
    accepted: 'Accepted',
    not_accepted: 'Not accepted',
    in_review: 'In review',
    suspended: 'On hold',
    approved: 'Approved',
    refused: 'Refused',
    delivered: 'Result delivered',
    withdrawn: 'Withdrawn',
  },
  stages: {
    received: 'Received',
    accepted: 'Accepted',
    review: 'Review',
    decided: 'Decided',
    delivered: 'Delivered',
  },
  notAccepted: 'Not accepted',
};
