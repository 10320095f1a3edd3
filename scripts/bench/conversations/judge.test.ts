import { describe, expect, it } from 'vitest';
import type { FeesCard } from '#protocol/index.ts';
import { guideOf, judge } from './judge.ts';
import { heardOf, sourceOf, turnOf } from './testing.ts';

const feesCard: FeesCard = {
  type: 'fees',
  id: 'c',
  guide: 'passport',
  title: 'Fees',
  items: [],
  free: '免费',
} as const;
const cited = heardOf({
  sources: [sourceOf(1, 'passport', 'urgent'), sourceOf(2, 'id-card-renewal', 'fees')],
  sentences: [
    { text: '好的。', lang: 'zh', cites: [] },
    { text: '3个工作日出证。', lang: 'zh', cites: [1] },
  ],
});

describe('a judged answer', () => {
  it('has one of the statuses expected', () => {
    expect(judge(turnOf({ status: ['clarify', 'answered'] }), cited).status).toBe(true);
    expect(judge(turnOf({ status: ['clarify'] }), cited).status).toBe(false);
  });

  it('speaks of the guide that its first citing sentence cites, else of its card', () => {
    expect(guideOf(cited)).toBe('passport');
    expect(guideOf(heardOf({ cards: [feesCard] }))).toBe('passport');
    expect(guideOf(heardOf({}))).toBeNull();
  });

  it('is right in section by what a sentence cites, not by what only stands in the list of sources', () => {
    const verdict = (guide: string, aspect: string) =>
      judge(turnOf({ guide: [guide], aspect: [aspect] }), cited).aspect;
    expect(verdict('passport', 'urgent')).toBe(true);
    expect(verdict('passport', 'fees')).toBe(false);
    expect(verdict('id-card-renewal', 'fees')).toBe(false);
  });

  it('is right in section by the card it shows', () => {
    const turn = turnOf({ guide: ['passport'], aspect: ['fees'], card: 'fees' });
    expect(judge(turn, heardOf({ cards: [feesCard] }))).toMatchObject({ aspect: true, card: true });
    expect(judge(turn, cited)).toMatchObject({ aspect: false, card: false });
  });

  it('holds facts by value, in sentences or on cards', () => {
    const facts = (...wanted: string[]) => judge(turnOf({ guide: ['passport'], facts: wanted }), cited).facts;
    expect(facts('三个工作日')).toBe(true);
    expect(facts('3 working days')).toBe(true);
    expect(facts('5个工作日')).toBe(false);
    const turn = turnOf({ guide: ['passport'], facts: ['免费'] });
    expect(judge(turn, heardOf({ cards: [feesCard] })).facts).toBe(true);
  });

  it('is not asked for a guide where a question back is right', () => {
    const turn = turnOf({
      status: ['clarify', 'answered'],
      guide: ['passport'],
      aspect: ['fees'],
      leans: true,
    });
    expect(judge(turn, heardOf({ status: 'clarify' }))).toMatchObject({
      status: true,
      guide: null,
      aspect: null,
      followUp: true,
    });
  });

  it('follows up rightly only with both status and guide', () => {
    const follow = (guide: string) => judge(turnOf({ guide: [guide], leans: true }), cited).followUp;
    expect(follow('passport')).toBe(true);
    expect(follow('legal-aid')).toBe(false);
    expect(judge(turnOf({ guide: ['passport'] }), cited).followUp).toBeNull();
  });
});
