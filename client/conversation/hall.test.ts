import { describe, expect, it } from 'vitest';
import type { Hall } from '#protocol/index.ts';
import { createHall } from './hall.ts';

/** A hall that is looked at through a network played by hand. */
function hallOf(first: Hall | null) {
  let found = first;
  let isVisible = true;
  const asked: string[] = [];
  const timers: { ms: number; callback: () => void; live: boolean }[] = [];
  const hall = createHall({
    locale: () => 'zh',
    isVisible: () => isVisible,
    fetch: async (path) => {
      asked.push(String(path));
      if (found === null) throw new TypeError('no network');
      return Response.json(found);
    },
    setTimer(callback, ms) {
      const timer = { ms, callback, live: true };
      timers.push(timer);
      return () => {
        timer.live = false;
      };
    },
  });
  const live = () => timers.filter((timer) => timer.live);
  return {
    hall,
    asked,
    live,
    say(hallNow: Hall | null) {
      found = hallNow;
    },
    hide(isHidden: boolean) {
      isVisible = !isHidden;
      hall.look();
    },
    /** Half a minute later. */
    later() {
      for (const timer of live()) {
        timer.live = false;
        timer.callback();
      }
    },
  };
}

const on: Hall = { answering: true, notice: null };
const off: Hall = { answering: false, notice: '系统维护，下午两点恢复。' };

describe('the switch of the hall', () => {
  it('is looked at once while she answers', async () => {
    const { hall, asked, live } = hallOf(on);
    hall.look();
    await expect.poll(() => asked).toEqual(['/api/hall?lang=zh']);
    expect(hall.getSnapshot()).toEqual(on);
    expect(live()).toEqual([]);
  });

  it('is looked at every half minute while she does not, until she does', async () => {
    const { hall, asked, live, say, later } = hallOf(off);
    hall.look();
    await expect.poll(() => hall.getSnapshot()).toEqual(off);
    await expect.poll(() => live().map(({ ms }) => ms)).toEqual([30_000]);
    later();
    await expect.poll(() => live()).toHaveLength(1);
    say(on);
    later();
    await expect.poll(() => hall.getSnapshot()).toEqual(on);
    expect(asked).toHaveLength(3);
    expect(live()).toEqual([]);
  });

  it('is let be while nobody sees the page, and looked at when somebody does', async () => {
    const { hall, asked, live, hide } = hallOf(off);
    hall.look();
    await expect.poll(() => live()).toHaveLength(1);
    hide(true);
    expect(live()).toEqual([]);
    expect(asked).toHaveLength(1);
    hide(false);
    await expect.poll(() => asked).toHaveLength(2);
  });

  it('is taken to be as it was while it is out of reach', async () => {
    const { hall, live, say, later } = hallOf(off);
    hall.look();
    await expect.poll(() => live()).toHaveLength(1);
    say(null);
    later();
    await expect.poll(() => live()).toHaveLength(1);
    expect(hall.getSnapshot()).toEqual(off);
  });
});
