import {
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';

/** What the store asks of a driver: better-sqlite3's API. */
export interface SqliteConnection extends SqliteDatabase {
  exec(sql: string): unknown;
}

/**
 * Kysely's SQLite dialect with transactions that hold among several processes.
 *
 * A transaction takes the write lock when it begins. SQLite's default takes it at the first write and fails there,
 * without waiting, when another process has written since the transaction's first read. It begins through `exec`
 * because libsql 0.5 leaves a prepared statement that found the file locked in progress until it is collected as
 * garbage, and no transaction can commit meanwhile (tursodatabase/libsql-js#237).
 *
 * Migrations run in such a transaction too: SQLite undoes changes of tables like any other, and Kysely's own
 * migration lock does nothing here.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #sqlite: SqliteConnection;

  constructor(sqlite: SqliteConnection) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#sqlite);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #sqlite: SqliteConnection;

  constructor(sqlite: SqliteConnection) {
    super({ database: sqlite });
    this.#sqlite = sqlite;
  }

  override async beginTransaction(): Promise<void> {
    this.#sqlite.exec('begin immediate');
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
