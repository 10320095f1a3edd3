import { describe, expect, it } from 'vitest';
import { createBlink, lidClosure } from './blink.ts';
import { seeded } from './testing/random.ts';

/** Moments at which the lids begin to close, seconds, over `seconds` at `fps`. */
function blinks(seconds: number, fps: number, seed = 1): number[] {
  const blink = createBlink(seeded(seed));
  const starts: number[] = [];
  let before = 0;
  for (let i = 0; i < seconds * fps; i++) {
    const closure = blink.update(1 / fps);
    if (before === 0 && closure > 0) starts.push(i / fps);
    before = closure;
  }
  return starts;
}

describe('blink', () => {
  it('shuts the lids wholly and opens them again', () => {
    expect(lidClosure(0)).toBe(0);
    expect(lidClosure(0.085)).toBe(1);
    expect(lidClosure(0.3)).toBe(0);
  });

  it('comes every one to six seconds, about one in seven as a pair', () => {
    const starts = blinks(3600, 60);
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0));
    const pairs = gaps.filter((gap) => gap < 0.5);
    const single = gaps.filter((gap) => gap >= 0.5);
    expect(Math.min(...single)).toBeGreaterThan(1);
    expect(Math.max(...single)).toBeLessThan(6.4);
    expect(pairs.length / gaps.length).toBeGreaterThan(0.1);
    expect(pairs.length / gaps.length).toBeLessThan(0.2);
  });

  it('is as frequent at 20 frames a second as at 60', () => {
    expect(Math.abs(blinks(3600, 20).length / blinks(3600, 60).length - 1)).toBeLessThan(0.1);
  });
});
