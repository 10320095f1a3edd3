import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Store } from '#server/store/index.ts';
import { type RetentionDays, rulesAt } from './rules.ts';

/** Rows forgotten at once. A hundred exchanges, overwritten on disk, take some 5 ms, during which nothing is served. */
const SLICE = 100;
/** Between slices, in milliseconds: two thirds of the time are left to the citizens. */
const PAUSE_MS = 10;
const HOUR_MS = 3_600_000;

export interface RetentionOptions {
  store: Store;
  days: RetentionDays;
  now: () => Date;
  log: { info(details: object, message: string): void; error(details: object, message: string): void };
  everyMs?: number;
}

export interface Retention {
  /** Forgets all that is due. @returns how many of each kind. */
  run(): Promise<Readonly<Record<string, number>>>;
  /** Ends the slice at hand and stops. */
  close(): Promise<void>;
}

/** Forgets by age, at start and every hour, in slices between which answers go on. */
export function startRetention({ store, days, now, log, everyMs = HOUR_MS }: RetentionOptions): Retention {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<Record<string, number>> {
    const forgotten: Record<string, number> = {};
    for (const { name, slice } of rulesAt(now(), days)) {
      for (let last = SLICE; last === SLICE && !stopped.signal.aborted; ) {
        const { numAffectedRows = 0n } = await slice(SLICE).execute(store.db);
        last = Number(numAffectedRows);
        if (last > 0) forgotten[name] = (forgotten[name] ?? 0) + last;
        if (last === SLICE) await pause(PAUSE_MS, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
    // What was deleted is still readable in the log beside the file until that is begun anew.
    if (Object.keys(forgotten).length > 0) await sql`pragma wal_checkpoint(truncate)`.execute(store.db);
    return forgotten;
  }

  async function runAndLog(): Promise<void> {
    try {
      const forgotten = await run();
      if (Object.keys(forgotten).length > 0) log.info({ forgotten }, 'forgotten by age');
    } catch (error) {
      log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'forgetting by age failed');
    }
    if (!stopped.signal.aborted) timer = setTimeout(begin, everyMs).unref();
  }

  let running: Promise<void>;
  const begin = () => {
    running = runAndLog();
  };
  begin();
  return {
    run,
    async close() {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
