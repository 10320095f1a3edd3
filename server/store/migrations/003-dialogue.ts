import { type Kysely, type Migration, sql } from 'kysely';

/** Where a conversation stands after each exchange. */
export const dialogue: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table exchange add column dialogue text not null default '{}'`.execute(db);
  },
};
