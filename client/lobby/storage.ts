type PageStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The storage that `open` gives, or one that lives as long as the page: where the person has forbidden storage, even
 * naming `localStorage` throws.
 */
export function storageOrMemory(open: () => PageStorage): PageStorage {
  try {
    return open();
  } catch {
    const items = new Map<string, string>();
    return {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
    };
  }
}
