import { describe, expect, it } from 'vitest';
import { closesLips, isKnownPhoneme, mouthTrack, type Phoneme } from './track.ts';

const phonemes = (...events: [number, string][]): Phoneme[] => events.map(([tMs, name]) => ({ tMs, name }));

describe('mouth track', () => {
  it('presses the lips together at b, p and m, at their very time', () => {
    const track = mouthTrack(phonemes([0, 'p'], [31, 'ˈɑ'], [180, ''], [180, 'm'], [260, 'a']), 'zh', 400);
    expect(track).toContainEqual([0, 'closed', 1]);
    expect(track).toContainEqual([180, 'closed', 1]);
  });

  it('brings the lip to the teeth at f and v without pressing', () => {
    expect(mouthTrack(phonemes([0, 'f'], [80, 'ˈaɪ'], [300, 'v']), 'en', 400)).toEqual(
      expect.arrayContaining([
        [0, 'closed', 0.6],
        [300, 'closed', 0.6],
      ]),
    );
    expect(closesLips('f', 'en')).toBe(false);
  });

  it('moves through a diphthong', () => {
    expect(mouthTrack(phonemes([0, 'ˈai'], [200, '']), 'zh', 300)).toEqual([
      [0, 'aa', 0.95],
      [100, 'ih', 0.55],
      [200, 'rest', 1],
    ]);
  });

  it('rests in a pause but not in the seam between two syllables', () => {
    const track = mouthTrack(
      phonemes([0, 'a'], [100, ''], [120, 'a'], [220, ''], [400, 'i'], [500, '']),
      'zh',
      600,
    );
    expect(track).toEqual([
      [0, 'aa', 0.95],
      [220, 'rest', 1],
      [400, 'ih', 0.7],
      [500, 'rest', 1],
    ]);
  });

  it('leans a consonant of the tongue towards the vowel it leads to', () => {
    expect(mouthTrack(phonemes([0, 't'], [50, 'ˈuː']), 'en', 200)[0]).toEqual([0, 'ou', 0.3]);
    expect(mouthTrack(phonemes([0, 't'], [50, 'ˈɑː']), 'en', 200)[0]).toEqual([0, 'aa', 0.36]);
  });

  it('reads English words inside Mandarin by the English table', () => {
    const inEnglish = mouthTrack(phonemes([0, '(en)'], [0, 'a'], [90, '(cmn)'], [90, 'a']), 'zh', 200);
    expect(inEnglish[0]).toEqual([0, 'aa', 0.9]);
    expect(inEnglish[1]).toEqual([90, 'aa', 0.95]);
  });

  it('keeps times whole and ascending, loses no closure to a neighbour, and ends at rest', () => {
    const track = mouthTrack(phonemes([0, 'a'], [50.4, 'm'], [50.4, 'p'], [50.4, 'a'], [90, 'n']), 'zh', 90);
    const times = track.map(([tMs]) => tMs);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    expect(times.every(Number.isInteger)).toBe(true);
    expect(track.filter(([, shape]) => shape === 'closed')).toHaveLength(2);
    expect(track.at(-1)?.[1]).toBe('rest');
  });

  it('moves the mouth for a phoneme that no table names', () => {
    expect(isKnownPhoneme('ɑɰ', 'zh')).toBe(false);
    expect(mouthTrack(phonemes([0, 'ɑɰ']), 'zh', 100)[0]).toEqual([0, 'aa', 0.8]);
  });

  it('is empty for silence', () => {
    expect(mouthTrack([], 'zh', 0)).toEqual([]);
  });
});
