import { describe, expect, it } from 'vitest';
import { stem, topicTerms } from './tokens.ts';

describe('tokens', () => {
  it('of Chinese are characters and pairs within runs between stop words', () => {
    expect(new Set(topicTerms('户口怎么落？', 'zh'))).toEqual(new Set(['户', '口', '户口', '落']));
  });

  it('do not depend on width or case', () => {
    expect(topicTerms('ＡＰＰ 办理', 'zh')).toEqual(topicTerms('app 办理', 'zh'));
    expect(topicTerms('Renew ID', 'en')).toEqual(topicTerms('ｒｅｎｅｗ id', 'en'));
  });

  it('of English bring the forms of a word together and leave out words without a topic', () => {
    const forms = ['register', 'registering', 'registered', 'registration', 'registers'].map(stem);
    expect(new Set(forms).size).toBe(1);
    expect(topicTerms('How do I get the cards?', 'en')).toEqual([stem('card')]);
  });
});
