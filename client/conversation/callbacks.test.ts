import { describe, expect, it } from 'vitest';
import type { Callback } from '#protocol/index.ts';
import { CALLBACK_KEY, createCallbacks } from './callbacks.ts';
import { tabStorage } from './testing/index.ts';

const callback: Callback = {
  number: 'A17',
  place: 3,
  callBy: '2026-11-23T10:30:00+08:00',
  phoneTail: '5678',
};
const wanted = {
  threadId: 't',
  locale: 'zh' as const,
  phone: '13800005678',
  topic: '',
  guide: null,
};

/** A hall where a request may stand, and what was asked of it. */
function hall(standing: Callback | null, storage = tabStorage()) {
  const asked: string[] = [];
  const open = () =>
    createCallbacks(storage, async (path, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(path)}`);
      if (init?.method === 'DELETE') return new Response(null, { status: 204 });
      return standing ? Response.json(standing) : new Response('{}', { status: 404 });
    });
  return { open, asked, storage };
}

describe('a call back', () => {
  it('is not looked for where none was asked for', () => {
    const { open, asked } = hall(null);
    open().look();
    expect(asked).toEqual([]);
  });

  it('stands again after a reload, of which the browser keeps nothing but that there is one', async () => {
    const { open, storage } = hall(callback);
    expect(await open().file(wanted)).toEqual({ ok: true });
    expect(storage.getItem(CALLBACK_KEY)).toBe('true');
    const after = open();
    after.look();
    await expect.poll(() => after.getSnapshot()).toEqual(callback);
  });

  it('is gone once it is withdrawn, or done with in the hall', async () => {
    const { open, storage, asked } = hall(callback);
    const callbacks = open();
    await callbacks.file(wanted);
    expect(await callbacks.withdraw()).toBe(true);
    expect(callbacks.getSnapshot()).toBeNull();
    open().look();
    expect(asked).toEqual(['POST /api/callbacks', 'DELETE /api/callbacks/mine']);
    storage.setItem(CALLBACK_KEY, 'true');
    hall(null, storage).open().look();
    await expect.poll(() => storage.getItem(CALLBACK_KEY)).toBe('false');
  });

  it('says that the hall could not be reached', async () => {
    const callbacks = createCallbacks(tabStorage(), () => Promise.reject(new TypeError('no network')));
    expect(await callbacks.file(wanted)).toEqual({ ok: false, problem: null });
    expect(await callbacks.withdraw()).toBe(false);
  });
});
