import { expect, it } from 'vitest';
import { createChannel } from './channel.ts';

const n = (value: number) => ({ value });

it('gives all that was pushed in order, before and while it is read, up to its end', async () => {
  const channel = createChannel<{ value: number }>(() => {});
  channel.push(n(1));
  channel.push(n(2));
  setTimeout(() => {
    channel.push(n(3));
    channel.close();
    channel.push(n(4));
  }, 5);
  const read: number[] = [];
  for await (const { value } of channel) read.push(value);
  expect(read).toEqual([1, 2, 3]);
});

it('tells when its reader leaves before the end, once, and gives nothing more', async () => {
  let left = 0;
  const channel = createChannel<{ value: number }>(() => {
    left += 1;
  });
  channel.push(n(1));
  channel.push(n(2));
  for await (const { value } of channel) if (value === 1) break;
  expect(left).toBe(1);
  const again: number[] = [];
  for await (const { value } of channel) again.push(value);
  expect(again).toEqual([]);
  expect(left).toBe(1);
});

it('is not left by a reader who stops after its end', async () => {
  let left = 0;
  const channel = createChannel<{ value: number }>(() => {
    left += 1;
  });
  channel.push(n(1));
  channel.close();
  for await (const _ of channel) break;
  expect(left).toBe(0);
});
