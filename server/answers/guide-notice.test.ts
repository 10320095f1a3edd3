import { describe, expect, it } from 'vitest';
import { guideNotice } from './guide-notice.ts';

const TODAY = '2026-11-22';
const source = { owner: 'o', reviewed: '2026-01-01', review_by: '2026-11-22' };
const overdue = { ...source, review_by: '2026-11-21' };

describe('what is said about a guide itself', () => {
  it.each([
    ['nothing of a sound one, on its last day too', { status: 'active', source }, null],
    ['that its review is overdue', { status: 'active', source: overdue }, 'review_due'],
    ['that it is suspended, overdue or not', { status: 'suspended', source: overdue }, 'suspended'],
    ['which one took its place', { status: 'retired', superseded_by: 'other', source }, 'superseded'],
    [
      'which one took its place, while suspended',
      { status: 'suspended', superseded_by: 'other', source },
      'superseded',
    ],
  ] as const)('%s', (_, guide, expected) => {
    expect(guideNotice(guide, TODAY)).toBe(expected);
  });
});
