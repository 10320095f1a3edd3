import { describe, expect, it } from 'vitest';
import { createEmotion } from './emotion.ts';

function setUp(touching: readonly string[] = ['happy']) {
  const emotion = createEmotion((mood) => touching.includes(mood));
  const run = (seconds: number, speaking = false, fps = 60) => {
    for (let i = 0; i < seconds * fps; i++) emotion.update(1 / fps, speaking);
  };
  return { emotion, run };
}

describe('emotion', () => {
  it('comes slowly and goes slowly', () => {
    const { emotion, run } = setUp();
    emotion.set('happy');
    run(0.1);
    const begun = emotion.weight('happy', 0);
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(0.2);
    run(1);
    const full = emotion.weight('happy', 0);
    expect(full).toBeGreaterThan(0.5);
    emotion.set('neutral');
    run(1 / 60);
    expect(emotion.weight('happy', 0)).toBeGreaterThan(full * 0.9);
    run(1);
    expect(emotion.weight('happy', 0)).toBe(0);
  });

  it('passes from one to the other from wherever it is, without a jump', () => {
    const { emotion, run } = setUp();
    emotion.set('happy');
    run(0.2);
    let last = emotion.weight('happy', 0);
    emotion.set('surprised');
    for (let i = 0; i < 60; i++) {
      run(1 / 60);
      expect(Math.abs(emotion.weight('happy', 0) - last)).toBeLessThan(0.05);
      last = emotion.weight('happy', 0);
    }
    expect(last).toBe(0);
    expect(emotion.weight('surprised', 0)).toBeGreaterThan(0.5);
  });

  it('gives way to the lips while she speaks, where it would move them', () => {
    const { emotion, run } = setUp(['happy']);
    emotion.set('happy');
    run(2);
    const silent = emotion.weight('happy', 0);
    run(1, true);
    expect(emotion.weight('happy', 0)).toBeLessThan(silent * 0.4);
    run(1);
    expect(emotion.weight('happy', 0)).toBeCloseTo(silent, 2);
  });

  it('hardly gives way where it leaves the mouth alone', () => {
    const { emotion, run } = setUp([]);
    emotion.set('relaxed');
    run(2);
    const silent = emotion.weight('relaxed', 0);
    run(1, true);
    expect(emotion.weight('relaxed', 0)).toBeGreaterThan(silent * 0.8);
  });

  it('shows the stronger of mood and gesture, the gesture’s smile too giving way to speech', () => {
    const { emotion, run } = setUp();
    expect(emotion.weight('happy', 0.8)).toBe(0.8);
    run(1, true);
    expect(emotion.weight('happy', 0.8)).toBeLessThan(0.3);
  });
});
