import { Hall, type Locale } from '#protocol/index.ts';

/** How often to look whether she answers again, in milliseconds. */
const LOOK_EVERY_MS = 30_000;

export interface HallOptions {
  /** Language of the staff's notice, as chosen now. */
  locale(): Locale;
  fetch?: typeof fetch;
  /** Whether anybody sees the page. */
  isVisible(): boolean;
  /** Calls back after `ms`; returns what cancels it. */
  setTimer(callback: () => void, ms: number): () => void;
}

export interface HallStore {
  getSnapshot(): Hall;
  subscribe(listener: () => void): () => void;
  /** Looks now: at the start, when a question was refused, when the language or the page's visibility changes. */
  look(): void;
}

/**
 * Whether her answers are switched on. Taken for granted until the server says otherwise; while they are off, looks
 * again every half minute, unless nobody sees the page.
 */
export function createHall(options: HallOptions): HallStore {
  const { locale, isVisible, setTimer, fetch: request = (...args) => fetch(...args) } = options;
  const listeners = new Set<() => void>();
  let hall: Hall = { answering: true, notice: null };
  let cancel = () => {};
  /** Rises with every look: a late reply to an earlier one, in another language, is of no use. */
  let looks = 0;

  async function read(): Promise<Hall | null> {
    try {
      const response = await request(`/api/hall?lang=${locale()}`);
      return response.ok ? Hall.parse(await response.json()) : null;
    } catch {
      return null;
    }
  }

  async function look(): Promise<void> {
    cancel();
    cancel = () => {};
    if (!isVisible()) return;
    looks += 1;
    const mine = looks;
    const found = await read();
    if (mine !== looks) return;
    // Out of reach: what was known last holds.
    if (found !== null && (found.answering !== hall.answering || found.notice !== hall.notice)) {
      hall = found;
      for (const listener of listeners) listener();
    }
    if (!hall.answering) cancel = setTimer(() => void look(), LOOK_EVERY_MS);
  }

  return {
    getSnapshot: () => hall,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    look: () => void look(),
  };
}
