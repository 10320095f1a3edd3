import { describe, expect, it } from 'vitest';
import type { WordTrack } from '#protocol/index.ts';
import { utterance } from './testing/fakes.ts';
import { charsHeard, estimateWords, holdMs, readingTimeMs, wordAt, wordsOf } from './words.ts';

const words: WordTrack = [
  [50, 0, 3],
  [300, 4, 7],
  [600, 8, 13],
];

describe('wordAt', () => {
  it('is the last word begun', () => {
    expect(wordAt(words, 0)).toBeNull();
    expect(wordAt(words, 51)).toEqual({ from: 0, to: 3 });
    expect(wordAt(words, 599)).toEqual({ from: 4, to: 7 });
    expect(wordAt(words, 9999)).toEqual({ from: 8, to: 13 });
    expect(wordAt([], 100)).toBeNull();
  });
});

describe('charsHeard', () => {
  it('counts a word once it has begun', () => {
    expect(charsHeard(words, 'one two three', 0)).toBe(0);
    expect(charsHeard(words, 'one two three', 50)).toBe(0);
    expect(charsHeard(words, 'one two three', 301)).toBe(7);
    expect(charsHeard(words, 'one two three', 9999)).toBe(13);
  });

  it('never exceeds the speech, whatever the track says', () => {
    expect(charsHeard([[0, 0, 99]], 'short', 10)).toBe(5);
  });
});

describe('reading time', () => {
  it('grows with the length at the pace of the language', () => {
    expect(readingTimeMs('一二三四五六七八九十', 'zh')).toBe(2200);
    expect(readingTimeMs('a'.repeat(100), 'en')).toBe(6000);
    expect(readingTimeMs('好', 'zh')).toBe(1200);
  });

  it('is the length of the audio where that is known', () => {
    expect(holdMs(utterance('a', 3210))).toBe(3210);
    expect(holdMs(utterance('a', undefined, { speech: 'x'.repeat(50) }))).toBe(3000);
  });

  it('words of speech without a track begin when their first character is read', () => {
    expect(estimateWords('Bring your ID.', 'en')).toEqual([
      [0, 0, 5],
      [360, 6, 10],
      [660, 11, 13],
    ]);
    const zh = estimateWords('请带身份证。', 'zh');
    expect(zh.map(([, from, to]) => '请带身份证。'.slice(from, to)).join('')).toBe('请带身份证');
    expect(zh.every(([tMs, from]) => tMs === from * 220)).toBe(true);
  });

  it('prefers the utterance’s own words', () => {
    expect(wordsOf(utterance('a', 1000, { words }))).toBe(words);
    expect(wordsOf(utterance('a', 1000, { words: [], speech: 'Hi' }))).toEqual([[0, 0, 2]]);
  });
});
