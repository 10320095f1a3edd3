import { describe, expect, it } from 'vitest';
import { recall, remember } from './memory.ts';
import { keepToOneTab } from './tab.ts';

function createStorage(items = new Map<string, string>()) {
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

function createPage() {
  let visible = true;
  let tell = (_isLeft: boolean) => {};
  return {
    isVisible: () => visible,
    onChange: (callback: (isLeft: boolean) => void) => {
      tell = callback;
    },
    show: () => {
      visible = true;
      tell(false);
    },
    hide: () => {
      visible = false;
      tell(false);
    },
    leave: () => tell(true),
  };
}

describe('one conversation a tab', () => {
  function openTab() {
    const storage = createStorage();
    const page = createPage();
    keepToOneTab(storage, page);
    remember(storage, { threadId: 'first', turns: [] });
    return { storage, page };
  }

  it('begins anew in a duplicate of an open tab, and leaves the first alone', () => {
    const { storage } = openTab();
    const copy = createStorage(new Map(storage.items));
    keepToOneTab(copy, createPage());
    expect(recall(copy)).toBeUndefined();
    expect(recall(storage)?.threadId).toBe('first');
  });

  it('keeps the conversation over a reload', () => {
    const { storage, page } = openTab();
    page.leave();
    keepToOneTab(storage, createPage());
    expect(recall(storage)?.threadId).toBe('first');
  });

  it('keeps it when the system discards the hidden tab', () => {
    const { storage, page } = openTab();
    page.hide();
    keepToOneTab(storage, createPage());
    expect(recall(storage)?.threadId).toBe('first');
  });

  it('knows a duplicate again after the tab was hidden and shown', () => {
    const { storage, page } = openTab();
    page.hide();
    page.show();
    const copy = createStorage(new Map(storage.items));
    keepToOneTab(copy, createPage());
    expect(recall(copy)).toBeUndefined();
  });

  it('bears storage that is forbidden', () => {
    const forbidden = () => {
      throw new Error('denied');
    };
    expect(() => keepToOneTab({ getItem: forbidden, setItem: forbidden }, createPage())).not.toThrow();
  });
});
