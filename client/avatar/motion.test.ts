import { describe, expect, it } from 'vitest';
import { breathAt, createMotion, MOVING_BONES, type MotionInput } from './motion.ts';
import { seeded } from './testing/random.ts';

const idle: MotionInput = { state: 'idle', calm: false, openness: 0 };

function range(input: MotionInput, read: (motion: ReturnType<typeof createMotion>) => number, fps = 30) {
  const motion = createMotion(seeded(9));
  for (let i = 0; i < 5 * fps; i++) motion.update(1 / fps, input);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 60 * fps; i++) {
    motion.update(1 / fps, input);
    low = Math.min(low, read(motion));
    high = Math.max(high, read(motion));
  }
  return { low, high, span: high - low };
}

describe('motion', () => {
  it('breathes fifteen times a minute', () => {
    expect(breathAt(0)).toBe(0);
    expect(breathAt(1.5)).toBe(1);
    expect(breathAt(3.6)).toBe(0);
    expect(breathAt(41.5)).toBeCloseTo(breathAt(1.5), 9);
    expect(range(idle, ({ angles }) => angles.upperChest.x).span).toBeGreaterThan(1);
  });

  it('shifts the weight from side to side', () => {
    const { low, high } = range(idle, ({ hipsShift }) => hipsShift.x);
    expect(low).toBeLessThan(-0.005);
    expect(high).toBeGreaterThan(0.005);
  });

  it('does not sway under reduced motion, but still breathes', () => {
    const calm = { ...idle, calm: true };
    expect(range(calm, ({ hipsShift }) => hipsShift.x).span).toBeLessThan(0.001);
    expect(range(calm, ({ angles }) => angles.head.y).span).toBeLessThan(0.1);
    expect(range(calm, ({ angles }) => angles.upperChest.x).span).toBeGreaterThan(0.3);
  });

  it('nods and tilts the head while listening', () => {
    const nods = range({ ...idle, state: 'listening' }, ({ angles }) => angles.head.x + angles.neck.x);
    const still = range(idle, ({ angles }) => angles.head.x + angles.neck.x);
    expect(nods.high).toBeGreaterThan(still.high + 2);
    expect(
      range({ ...idle, state: 'listening' }, ({ angles }) => angles.head.z + angles.neck.z).low,
    ).toBeGreaterThan(1);
  });

  it('stays within small angles and the same ones at any frame rate', () => {
    for (const bone of MOVING_BONES) {
      const fast = range({ ...idle, state: 'speaking', openness: 1 }, ({ angles }) => angles[bone].x, 60);
      expect(Math.max(-fast.low, fast.high)).toBeLessThan(10);
    }
    const at20 = range(idle, ({ hipsShift }) => hipsShift.x, 20);
    const at60 = range(idle, ({ hipsShift }) => hipsShift.x, 60);
    expect(at20.span).toBeCloseTo(at60.span, 2);
  });
});
