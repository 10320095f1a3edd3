import { expect, it } from 'vitest';
import { isoDuration } from './duration.ts';

it.each([
  ['immediate', 'PT0S'],
  ['24 hours', 'PT24H'],
  ['60 days', 'P60D'],
  ['1 workday', 'P2D'],
  ['5 workdays', 'P7D'],
  ['45 workdays', 'P63D'],
])('%s takes %s', (limit, duration) => {
  expect(isoDuration(limit)).toBe(duration);
});
