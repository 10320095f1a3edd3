import { type Kysely, sql } from 'kysely';

/**
 * Runs work that reads, decides and writes as one step, alone among all processes. It takes the write lock at the
 * start (`begin immediate`), whereas Kysely's own transactions take it at the first write and fail there when
 * another process has written in between.
 *
 * @param work gets the database bound to the transaction; it must use nothing else and not nest another one.
 * @returns what `work` returns, once it is committed. Whatever it throws undoes all of it.
 */
export async function writeTransaction<T, R>(
  db: Kysely<T>,
  work: (transaction: Kysely<T>) => Promise<R>,
): Promise<R> {
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors (a full disk); the first error is the one to report.
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}
