import { describe, expect, it } from 'vitest';
import { rangeInput } from './eyes.ts';

const map = ({ inputMaxValue, outputScale }: { inputMaxValue: number; outputScale: number }, input: number) =>
  outputScale * Math.min(1, Math.abs(input) / inputMaxValue) * Math.sign(input);

describe('eye range', () => {
  const narrow = { inputMaxValue: 90, outputScale: 7 };
  const wide = { inputMaxValue: 90, outputScale: 90 };

  it('uses the whole range that a model allows', () => {
    expect(map(narrow, rangeInput(25, narrow, 'degrees'))).toBeCloseTo(7, 5);
    expect(map(narrow, rangeInput(-10, narrow, 'degrees'))).toBeCloseTo(-2.8, 5);
    expect(map(narrow, rangeInput(80, narrow, 'degrees'))).toBeCloseTo(7, 5);
  });

  it('never turns the eyes further than the gaze', () => {
    expect(map(wide, rangeInput(10, wide, 'degrees'))).toBeCloseTo(10, 5);
    expect(map(wide, rangeInput(80, wide, 'degrees'))).toBeCloseTo(25, 5);
  });

  it('reaches full weight at the limit for models that look by expressions', () => {
    const weight = { inputMaxValue: 30, outputScale: 1 };
    expect(map(weight, rangeInput(25, weight, 'weight'))).toBeCloseTo(1, 5);
    expect(map(weight, rangeInput(12.5, weight, 'weight'))).toBeCloseTo(0.5, 5);
  });

  it('stays still for a model that does not move its eyes', () => {
    expect(rangeInput(20, { inputMaxValue: 90, outputScale: 0 }, 'degrees')).toBe(0);
  });
});
