import { expect, it } from 'vitest';
import { phonesIn } from './phones.ts';

it.each([
  ['12333（人社服务热线）或 0000-5512 7300，公积金问题拨打 12329', ['12333', '0000-5512 7300', '12329']],
  ['+86 0000-5512 7300 (hotline, 9:00–17:30) or 12345, again 12345', ['+86 0000-5512 7300', '12345']],
  ['in person at window 3', ['in person at window 3']],
])('finds the numbers in "%s"', (text, numbers) => {
  expect(phonesIn(text)).toEqual(numbers);
});
