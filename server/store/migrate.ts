import { type Kysely, type Migration, Migrator } from 'kysely';
import { writeTransaction } from './transaction.ts';

/**
 * Brings the database up to the newest migration, all or nothing.
 *
 * Kysely's own migration lock does nothing on SQLite, so the whole run sits in one write transaction: of two
 * processes that start together the second waits, then finds nothing left to do.
 *
 * @throws the error of the migration that failed, or Kysely's when the file was written by a newer version.
 */
export async function migrate<T>(
  db: Kysely<T>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  await writeTransaction(db, async (transaction) => {
    const migrator = new Migrator({
      db: transaction,
      provider: { getMigrations: async () => ({ ...migrations }) },
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  });
}
