import { z } from 'zod';

const Ticks = z.record(z.string(), z.array(z.string()));
type Ticks = z.infer<typeof Ticks>;

export const TICKS_KEY = 'yunting.ticks';

export interface TickStore {
  /** Guide id → ids of the materials that are ready. */
  getSnapshot(): Readonly<Ticks>;
  subscribe(listener: () => void): () => void;
  set(guide: string, item: string, ticked: boolean): void;
  clear(): void;
}

/** What the citizen has ticked on checklists, guide by guide, for as long as the tab lives. */
export function createTicks(storage: Pick<Storage, 'getItem' | 'setItem'>): TickStore {
  const listeners = new Set<() => void>();
  let ticks: Ticks = {};
  try {
    ticks = Ticks.safeParse(JSON.parse(storage.getItem(TICKS_KEY) ?? '{}')).data ?? {};
  } catch {
    // Forbidden storage or broken JSON: nothing is ticked.
  }
  function change(next: Ticks): void {
    ticks = next;
    try {
      storage.setItem(TICKS_KEY, JSON.stringify(ticks));
    } catch {
      // Full or forbidden: the ticks live until the reload.
    }
    for (const listener of listeners) listener();
  }

  return {
    getSnapshot: () => ticks,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(guide, item, ticked) {
      const others = (ticks[guide] ?? []).filter((id) => id !== item);
      change({ ...ticks, [guide]: ticked ? [...others, item] : others });
    },
    clear: () => change({}),
  };
}
