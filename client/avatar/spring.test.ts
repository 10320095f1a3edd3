import { expect, it } from 'vitest';
import { createSpring } from './spring.ts';

it('a spring settles without overshoot, along the same path at any frame rate', () => {
  const slow = createSpring(1);
  const fast = createSpring(1);
  for (let i = 0; i < 20; i++) slow.update(1 / 20, 10);
  for (let i = 0; i < 120; i++) expect(fast.update(1 / 120, 10)).toBeLessThan(10);
  expect(slow.value).toBeCloseTo(fast.value, 9);
  expect(fast.value).toBeGreaterThan(9.3);
});
