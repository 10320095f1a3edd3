import { describe, expect, it } from 'vitest';
import { carried, contentWords, contradiction, type Evidence, statesFact, together } from './truth.ts';

const fees: Evidence = {
  title: '普通护照签发 收费',
  text: '普通护照工本费是120元。首次申请、换发、补发都是120元，加急不加钱。',
};
const late: Evidence = {
  title: 'Household registration of a newborn If you are late',
  text: 'By law a birth is reported within 1 month. You can still report it later; there is no fine. You must bring the birth certificate.',
};
const right = (text: string, lang: 'zh' | 'en', ...sections: Evidence[]) =>
  carried({ text, lang }, sections).map((each) => each.right);

describe('a citation', () => {
  it('is right when its section carries figures, words and negations', () => {
    expect(right('护照工本费是一百二十元，加急不加钱。', 'zh', fees)).toEqual([true]);
    expect(right('You can report a birth later and there is no fine.', 'en', late)).toEqual([true]);
  });

  it('is wrong when a figure is another', () => {
    expect(carried({ text: '普通护照工本费是160元。', lang: 'zh' }, [fees])[0]?.reason).toMatch(
      /figure money/,
    );
  });

  it('is wrong when the section speaks of something else', () => {
    expect(right('办理离婚登记要双方到场。', 'zh', fees)).toEqual([false]);
  });

  it('is wrong when a "not" is invented or left out', () => {
    expect(contradiction('You can still report it later; there is a fine.', [late], 'en')).toMatch(
      /left out/,
    );
    expect(
      contradiction('普通护照工本费不是120元。', [{ title: '', text: '普通护照工本费是120元。' }], 'zh'),
    ).toMatch(/negation/);
  });

  it('is wrong when a duty is invented', () => {
    expect(contradiction('换发必须加急。', [fees], 'zh')).toMatch(/duty/);
    expect(contradiction('You must bring the birth certificate.', [late], 'en')).toBeNull();
  });

  it('takes an upper bound for no negation', () => {
    const limit = { title: '', text: 'The promise is 7 working days, at most 20 working days.' };
    expect(
      contradiction('The promise is 7 working days; it never takes more than 20.', [limit], 'en'),
    ).toBeNull();
  });

  it('beside others has to add something', () => {
    expect(right('普通护照工本费是120元。', 'zh', fees, late)).toEqual([true, false]);
  });
});

it('content words leave out figures and small words', () => {
  expect([...contentWords('The fees are 120 yuan', 'en')]).toEqual(['fee', 'yuan']);
  expect([...contentWords('我的护照', 'zh')]).toEqual(['护照']);
});

it('a sentence states a fact by a figure or by a guide in its words', () => {
  expect(statesFact({ text: '要3天。', lang: 'zh' }, [])).toBe(true);
  expect(statesFact({ text: '很高兴为您服务。', lang: 'zh' }, [])).toBe(false);
});

it('sums of no answers are empty', () => {
  expect(together([])).toMatchObject({ figures: 0, citations: 0, faults: [] });
});
