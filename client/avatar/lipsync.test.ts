import { describe, expect, it } from 'vitest';
import type { MouthTrack } from '#protocol/index.ts';
import { between } from './ease.ts';
import { mouthAt, restMouth } from './lipsync.ts';
import { seeded } from './testing/random.ts';
import type { MouthWeights } from './types.ts';

const VOWELS = ['aa', 'ih', 'ou', 'ee', 'oh'] as const;
const openness = (mouth: MouthWeights) => VOWELS.reduce((sum, vowel) => sum + mouth[vowel], 0);

/** Five minutes of syllables, a third of them beginning with b, p or m, phonemes of 15 to 220 ms. */
function babble(seed: number): MouthTrack {
  const random = seeded(seed);
  const track: MouthTrack = [[0, 'rest', 1]];
  for (let tMs = 100; tMs < 300_000; ) {
    if (random() < 1 / 3) {
      track.push([tMs, 'closed', 1]);
      tMs += between(random, 15, 110);
    }
    track.push([tMs, VOWELS[Math.floor(random() * 5)] ?? 'aa', between(random, 0.5, 1)]);
    tMs += between(random, 40, 220);
    if (random() < 0.1) {
      track.push([tMs, 'rest', 1]);
      tMs += between(random, 100, 400);
    }
  }
  return track;
}

describe('mouthAt', () => {
  it('rests before the first cue, without a track, and after a rest', () => {
    expect(mouthAt([], 500)).toEqual(restMouth());
    const track: MouthTrack = [
      [200, 'aa', 0.9],
      [400, 'rest', 1],
    ];
    expect(openness(mouthAt(track, 0))).toBe(0);
    expect(openness(mouthAt(track, 2000))).toBe(0);
  });

  it('reaches a vowel at its weight and crosses over to the next half-way at its onset', () => {
    const track: MouthTrack = [
      [0, 'aa', 0.8],
      [300, 'ou', 0.6],
    ];
    expect(mouthAt(track, 150)).toEqual({ ...restMouth(), aa: 0.8 });
    const between = mouthAt(track, 300);
    expect(between.aa).toBeCloseTo(0.4, 5);
    expect(between.ou).toBeCloseTo(0.3, 5);
    expect(mouthAt(track, 400)).toEqual({ ...restMouth(), ou: 0.6 });
  });

  it('forces every vowel to 0 from the onset of b, p and m', () => {
    const track: MouthTrack = [
      [0, 'aa', 1],
      [200, 'closed', 1],
      [280, 'oh', 1],
    ];
    expect(openness(mouthAt(track, 130))).toBe(1);
    for (const tMs of [200, 220, 240, 260]) {
      expect(mouthAt(track, tMs)).toEqual({ ...restMouth(), closed: 1 });
    }
    expect(mouthAt(track, 340).oh).toBe(1);
  });

  it('keeps the lips shut for a frame of 30 a second even where the phoneme is shorter', () => {
    const track: MouthTrack = [
      [0, 'aa', 1],
      [200, 'closed', 1],
      [208, 'oh', 1],
      [216, 'ee', 1],
    ];
    for (let tMs = 200; tMs <= 230; tMs += 5) expect(openness(mouthAt(track, tMs))).toBe(0);
    expect(mouthAt(track, 290).ee).toBe(1);
  });

  it('keeps part of the vowel through a soft closure, as for f', () => {
    const track: MouthTrack = [
      [0, 'aa', 1],
      [200, 'closed', 0.6],
      [300, 'aa', 1],
    ];
    const mouth = mouthAt(track, 220);
    expect(mouth.aa).toBeCloseTo(0.4, 5);
    expect(mouth.closed).toBeCloseTo(0.6, 5);
  });

  it.each([30, 60])('shows shut lips within 30 ms of 95 in 100 b, p and m at %i frames a second', (fps) => {
    const track = babble(fps);
    const frameMs = 1000 / fps;
    const closures = track.filter(([, shape]) => shape === 'closed');
    const shown = closures.filter(([tMs]) => {
      for (let at = Math.ceil((tMs - 30) / frameMs) * frameMs; at <= tMs + 30; at += frameMs) {
        if (openness(mouthAt(track, at)) < 0.05) return true;
      }
      return false;
    });
    expect(closures.length).toBeGreaterThan(500);
    expect(shown.length / closures.length).toBeGreaterThanOrEqual(0.95);
  });

  it('takes every vowel of 60 ms and more over within 30 ms of its onset at the 95th percentile', () => {
    const track = babble(7);
    const offsets = track.flatMap(([tMs, shape, weight], i) => {
      const next = track[i + 1]?.[0] ?? tMs;
      if (shape === 'closed' || shape === 'rest' || next - tMs < 60 || track[i - 1]?.[1] === shape) return [];
      let at = tMs - 80;
      while (mouthAt(track, at)[shape] < weight / 2 && at < tMs + 200) at++;
      return [Math.abs(at - tMs)];
    });
    offsets.sort((a, b) => a - b);
    expect(offsets.length).toBeGreaterThan(500);
    expect(offsets[Math.floor(offsets.length * 0.95)]).toBeLessThanOrEqual(30);
  });

  it('moves without a jump, and its weights never sum above 1', () => {
    const track = babble(3);
    let last = mouthAt(track, 0);
    let largestSum = 0;
    let largestStep = 0;
    for (let tMs = 1; tMs < 60_000; tMs++) {
      const mouth = mouthAt(track, tMs);
      largestSum = Math.max(largestSum, openness(mouth) + mouth.closed);
      for (const vowel of VOWELS) largestStep = Math.max(largestStep, Math.abs(mouth[vowel] - last[vowel]));
      last = mouth;
    }
    expect(largestSum).toBeLessThanOrEqual(1 + 1e-9);
    expect(largestStep).toBeLessThan(0.2);
  });

  it('depends on nothing but track and time, and fills what it is given', () => {
    const track = babble(5);
    const out = mouthAt(track, 9000);
    const fresh = mouthAt(track, 4321);
    expect(mouthAt(track, 4321, out)).toBe(out);
    expect(out).toEqual(fresh);
  });
});
