import { describe, expect, it } from 'vitest';
import type { Locale } from '#protocol/index.ts';
import { createGlossary } from '#server/knowledge/index.ts';
import { vocabularyOf } from './check/index.ts';
import { judge } from './judge.ts';
import { remembering } from './recent.ts';

const nothing = { guides: () => [], glossary: (lang: Locale) => createGlossary([], lang) };
const vocabulary = vocabularyOf(nothing, 'zh');
const TRUE = '到期换领的工本费是20元。';
const FALSE = '到期换领的工本费是40元。';

describe('a verdict', () => {
  const sentence = { text: '工本费是20元。', cites: [1] };
  const over = (...sections: string[]) =>
    judge(sentence, new Map(sections.map((text, i) => [i + 1, text])), vocabulary).ok;

  it('rests on the sections that are cited, not on the sentence alone', () => {
    expect(over(TRUE)).toBe(true);
    expect(over(FALSE)).toBe(false);
    expect(over(TRUE)).toBe(true);
  });

  it('does not change with sections that are not cited', () => {
    expect(over(FALSE, TRUE)).toBe(false);
  });

  it('tells a sentence that cites nothing, or nothing known, from one that is carried', () => {
    expect(over(TRUE)).toBe(true);
    expect(judge({ ...sentence, cites: [] }, new Map([[1, TRUE]]), vocabulary)).toMatchObject({
      reason: 'uncited',
    });
    expect(judge({ ...sentence, cites: [2] }, new Map([[1, TRUE]]), vocabulary)).toMatchObject({
      reason: 'unknown_source',
    });
  });
});

it('work on a text that comes again is done once, until so many others have come', () => {
  const worked: string[] = [];
  const upper = remembering(2, (text: string) => {
    worked.push(text);
    return text.toUpperCase();
  });
  expect(['a', 'b', 'a', 'b', 'c', 'a'].map(upper)).toEqual(['A', 'B', 'A', 'B', 'C', 'A']);
  expect(worked).toEqual(['a', 'b', 'c', 'a']);
});
