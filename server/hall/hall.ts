import type { Locale } from '#protocol/index.ts';
import type { Store } from '#server/store/index.ts';
import { readSwitch } from './switch.ts';

/** How soon a running server obeys the switch, in milliseconds. Each look is one read of one row. */
const LOOK_MS = 500;

/** Whether she answers, as the staff have it. */
export interface Hall {
  answering(): boolean;
  /** What the staff say while she does not answer; null while she does, or when they say nothing in this language. */
  notice(locale: Locale): string | null;
  /** Stops watching the switch. */
  close(): void;
}

export interface HallOptions {
  store: Store;
  lookMs?: number;
  log: { error(details: object, message: string): void };
}

/** Watches the switch, which another process may turn. Where it cannot be read the last known state holds. */
export async function openHall({ store, lookMs = LOOK_MS, log }: HallOptions): Promise<Hall> {
  let state = await readSwitch(store.db);
  let closed = false;
  let readable = true;
  let timer: NodeJS.Timeout;
  const look = async () => {
    try {
      state = await readSwitch(store.db);
      readable = true;
    } catch (error) {
      if (!closed && readable) {
        log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'the switch is unreadable');
      }
      // Said once, not twice a second.
      readable = false;
    }
    if (!closed) watch();
  };
  const watch = () => {
    timer = setTimeout(look, lookMs).unref();
  };
  watch();
  return {
    answering: () => state.answering,
    notice: (locale) => (state.answering ? null : state.notice[locale]),
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
