import { CONVERSATION_KEY, type TabStorage } from './memory.ts';

/** Present while the tab whose storage this is stands open before its reader. */
export const OPEN_KEY = 'yunting.open';

/** What we use of `document` and `window`. */
export interface TabPage {
  isVisible(): boolean;
  /** Calls back whenever the page is shown, hidden or left. */
  onChange(callback: (isLeft: boolean) => void): void;
}

/**
 * Keeps a conversation to one tab. A tab that is duplicated takes a copy of the storage along, and two tabs would
 * ask on one thread: whoever finds the mark of a tab that is still open begins anew. The mark is gone while the page
 * is hidden or left, so a reload and a tab that the system discarded in the background keep their conversation.
 */
export function keepToOneTab(storage: TabStorage, page: TabPage): void {
  const mark = (isOpen: boolean) => {
    try {
      storage.setItem(OPEN_KEY, String(isOpen));
    } catch {
      // Full or forbidden: then there is no conversation to share either.
    }
  };
  try {
    if (storage.getItem(OPEN_KEY) === 'true') storage.setItem(CONVERSATION_KEY, 'null');
  } catch {
    // As above.
  }
  mark(page.isVisible());
  page.onChange((isLeft) => mark(!isLeft && page.isVisible()));
}

/** The page this runs on. */
export const browserTab: TabPage = {
  isVisible: () => document.visibilityState === 'visible',
  onChange(callback) {
    document.addEventListener('visibilitychange', () => callback(false));
    // A page that returns from the back/forward cache is open again.
    window.addEventListener('pageshow', () => callback(false));
    window.addEventListener('pagehide', () => callback(true));
  },
};
