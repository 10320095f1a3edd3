import { describe, expect, it } from 'vitest';
import { createCorrector, learnSpelling } from './spelling.ts';

describe('spelling', () => {
  const phrases = ['renew my identity card', 'household register'];
  const prose = ['whether it rains or not, take the cart'];
  const english = createCorrector([learnSpelling({ phrases, prose }, 'en')], 'en');

  it('mends one slip in a word', () => {
    expect(english('renwe my identiy crad, houshold')).toBe('renew my identity card, household');
  });

  it('leaves right words alone, even near ones', () => {
    expect(english('cart weather reneged')).toBe('cart weather reneged');
  });

  it('mends a wrong character between two right ones', () => {
    const learnt = learnSpelling({ phrases: ['居住证', '结婚登记'], prose: [] }, 'zh');
    expect(createCorrector([learnt], 'zh')('居主证和结昏登记')).toBe('居住证和结婚登记');
  });

  it('is learnt from all parts together', () => {
    const learnt = [
      learnSpelling({ phrases: ['renew my card'], prose: [] }, 'en'),
      learnSpelling({ phrases: ['a card', 'the card'], prose: ['take the cart'] }, 'en'),
      learnSpelling({ phrases: ['my cars', 'two cars'], prose: [] }, 'en'),
    ];
    expect(createCorrector(learnt, 'en')('carx cart')).toBe('card cart');
  });
});
