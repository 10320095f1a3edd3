import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Store } from '#server/store/index.ts';
import { type RetentionDays, rulesAt } from './rules.ts';

/** Rows forgotten at once: fifty exchanges, overwritten on disk, take 1 to 2 ms, during which nothing is served. */
const SLICE = 50;
/** Between slices, in milliseconds: most of the time is left to the citizens, and a million rows go in five minutes. */
const PAUSE_MS = 10;
const HOUR_MS = 3_600_000;

export interface RetentionOptions {
  store: Store;
  days: RetentionDays;
  now: () => Date;
}

/**
 * Begins the log beside the file anew: what was deleted, by age or on request, is readable in it until then. Whoever
 * else reads the file, as a backup does, is not waited for, for nothing would be served meanwhile: the next time does it.
 */
async function emptyLog({ db }: Store): Promise<void> {
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection);
    await sql`pragma busy_timeout = 0`.execute(connection);
    try {
      await sql`pragma wal_checkpoint(truncate)`.execute(connection);
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(rows[0]?.timeout ?? 0)}`.execute(connection);
    }
  });
}

/**
 * Forgets all that is due, in slices between which answers go on.
 * @param signal ends it after the slice at hand; the next time goes on from there.
 * @returns how many of each kind.
 */
export async function forgetByAge(
  { store, days, now }: RetentionOptions,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const forgotten: Record<string, number> = {};
  for (const { name, slice } of rulesAt(now(), days)) {
    for (let last = SLICE; last === SLICE && !signal?.aborted; ) {
      const { numAffectedRows = 0n } = await slice(SLICE).execute(store.db);
      last = Number(numAffectedRows);
      if (last > 0) forgotten[name] = (forgotten[name] ?? 0) + last;
      if (last === SLICE) await pause(PAUSE_MS);
    }
  }
  await emptyLog(store);
  return forgotten;
}

interface Schedule {
  log: { info(details: object, message: string): void; error(details: object, message: string): void };
  everyMs?: number;
}

/** Forgets by age at start and then every hour, until it is closed. */
export function startRetention({ log, everyMs = HOUR_MS, ...options }: RetentionOptions & Schedule): {
  close(): Promise<void>;
} {
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void>;

  async function run(): Promise<void> {
    try {
      const forgotten = await forgetByAge(options, stopped.signal);
      if (Object.keys(forgotten).length > 0) log.info({ forgotten }, 'forgotten by age');
    } catch (error) {
      log.error({ name: error instanceof Error ? error.name : 'unknown' }, 'forgetting by age failed');
    }
    if (!stopped.signal.aborted) timer = setTimeout(begin, everyMs).unref();
  }
  const begin = () => {
    running = run();
  };
  begin();
  return {
    async close() {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
