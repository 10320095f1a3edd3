import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
// better-sqlite3 has the same API: this line alone chooses the driver.
import Sqlite from 'libsql';
import { ImmediateSqliteDialect } from './dialect.ts';
import { StoreError } from './error.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Database } from './schema.ts';

/** Longest wait for another process's write, in milliseconds. The wait blocks this process. */
const BUSY_TIMEOUT_MS = 5000;

export interface Store {
  /** Its transactions write alone among all processes: what one has read stays true until it commits. */
  db: Kysely<Database>;
  /** Writes everything into the one file and ends the connection; calling it again does nothing. */
  close(): Promise<void>;
}

/**
 * Opens the database file, creating it and its folder where missing, and runs the migrations.
 * Several processes may open the same file; each write waits up to 5 s for the others.
 *
 * @throws {StoreError} naming the file and what is wrong with it.
 */
export async function openStore(file: string): Promise<Store> {
  const path = resolve(file);
  try {
    await mkdir(dirname(path), { recursive: true });
    const sqlite = new Sqlite(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      // WAL lets readers go on while one writes; it survives a crash of the process without a sync per commit.
      sqlite.pragma('journal_mode = WAL');
      sqlite.pragma('synchronous = NORMAL');
      sqlite.pragma('foreign_keys = ON');
      // What is deleted is overwritten in the file.
      sqlite.pragma('secure_delete = ON');
      const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(sqlite) });
      await migrate(db, migrations);
      let closed: Promise<void> | undefined;
      return {
        db,
        close() {
          closed ??= checkpoint(db).finally(() => db.destroy());
          return closed;
        },
      };
    } catch (error) {
      sqlite.close();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      `The database ${path} cannot be opened: ${reason}. Check that its folder is writable and that the file ` +
        'was not written by a newer version.',
      { cause: error },
    );
  }
}

/**
 * The driver lets go of the file only when its statements are collected as garbage, so the log would outlive
 * `close()`: a copy of the file taken after it must be complete. While another process uses the file the log stays;
 * nothing is lost then either.
 */
async function checkpoint(db: Kysely<Database>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined);
}
