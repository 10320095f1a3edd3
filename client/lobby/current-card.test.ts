import { describe, expect, it } from 'vitest';
import type { Turn } from '#client/conversation/index.ts';
import type { Card, Utterance } from '#protocol/index.ts';
import { answerLocale } from './answer-locale.ts';
import { cardsOf, currentCards } from './current-card.ts';

const steps: Card = { type: 'steps', id: 's', guide: 'g', title: '步骤', items: [] };
const materials: Card = {
  type: 'materials',
  id: 'm',
  guide: 'g',
  title: '清单',
  subtitle: '',
  facts: [],
  items: [],
};
const choices: Card = { type: 'choices', id: 'c', title: '哪一项？', options: [] };
const spoken = (text: string, locale: Utterance['locale']): Turn['parts'][number] => ({
  kind: 'sentence',
  text,
  utterance: { id: 'u', text, speech: text, locale, cites: [], gesture: null, emotion: 'neutral' },
});

function turn(id: string, cards: Card[], more: Partial<Turn> = {}): Turn {
  return {
    id,
    question: '户口',
    locale: 'zh',
    phase: 'done',
    step: null,
    tool: false,
    slow: false,
    parts: cards.map((card) => ({ kind: 'card', card })),
    asides: [],
    sources: [],
    status: null,
    problem: null,
    silencedAt: null,
    rating: null,
    ...more,
  };
}

describe('the cards beside her', () => {
  it('are all of the latest turn that can hang there, the checklist first', () => {
    const latest = turn('t2', [steps, choices, materials]);
    expect(cardsOf(latest)).toEqual([materials, steps, choices]);
    expect(currentCards([turn('t1', [steps]), latest])).toMatchObject({
      turn: 't2',
      cards: [materials, steps],
    });
  });

  it('stay while the next answer is still without any, and go when it ends so', () => {
    const turns = (phase: Turn['phase']) => [turn('t1', [steps]), turn('t2', [], { phase })];
    expect(currentCards(turns('running'))?.turn).toBe('t1');
    expect(currentCards(turns('done'))).toBeNull();
  });
});

describe('the language of an answer', () => {
  it("is its utterances', whatever the page's", () => {
    expect(answerLocale(turn('t', [], { parts: [spoken('HC 2026', 'en')] }))).toBe('en');
  });

  it('is guessed from its words before the first utterance, and the page is followed without any', () => {
    const words = (text: string) => turn('t', [], { parts: [{ kind: 'sentence', text, utterance: null }] });
    expect(answerLocale(words('You need three papers.'))).toBe('en');
    expect(answerLocale(turn('t', []))).toBe('zh');
  });
});
