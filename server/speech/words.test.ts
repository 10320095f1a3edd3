import { describe, expect, it } from 'vitest';
import { speakable } from './speakable/index.ts';
import { wordTrack } from './words.ts';

const said = (caption: string, track: [number, number, number][]) =>
  track.map(([tMs, from, to]) => [tMs, caption.slice(from, to)]);

describe('word track', () => {
  it('gives each word of the caption its time, punctuation left out', () => {
    const caption = '你好，世界。';
    const starts = [0, 1, 3, 4].map((offset) => ({ tMs: offset * 200, offset }));
    expect(said(caption, wordTrack(caption, speakable(caption, 'zh'), starts, 'zh', 1200))).toEqual([
      [0, '你好'],
      [600, '世界'],
    ]);
  });

  it('takes a stretch that is said in other words as one', () => {
    const caption = '请于2026-11-22到场';
    const spoken = speakable(caption, 'zh');
    const starts = [...spoken.spoken].map((_, i) => ({ tMs: i * 100, offset: i }));
    expect(said(caption, wordTrack(caption, spoken, starts, 'zh', 3000))).toContainEqual([200, '2026-11-22']);
  });

  it('places a word that the voice did not announce between its neighbours', () => {
    const caption = 'one two three';
    const starts = [
      { tMs: 0, offset: 0 },
      { tMs: 800, offset: 8 },
    ];
    expect(wordTrack(caption, speakable(caption, 'en'), starts, 'en', 1200)).toEqual([
      [0, 0, 3],
      [400, 4, 7],
      [800, 8, 13],
    ]);
  });

  it('spreads the words evenly when the voice announced none', () => {
    const caption = 'ab cd';
    const track = wordTrack(caption, speakable(caption, 'en'), [], 'en', 1000);
    expect(track.map(([, from, to]) => [from, to])).toEqual([
      [0, 2],
      [3, 5],
    ]);
    expect(track.map(([tMs]) => tMs)).toEqual([0, 600]);
  });
});
