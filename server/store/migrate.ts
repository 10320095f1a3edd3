import { type Kysely, type Migration, Migrator } from 'kysely';

/**
 * Brings the database up to the newest migration, all or nothing. Of two processes that start together the second
 * waits, then finds nothing left to do.
 *
 * @throws the error of the migration that failed, or Kysely's when the file was written by a newer version.
 */
export async function migrate<T>(
  db: Kysely<T>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
