import { type Kysely, type Migration, sql } from 'kysely';

/** Keys of other programs. */
export const apiKeys: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table api_key (
        id text primary key not null,
        name text not null,
        digest text not null,
        scopes text not null,
        per_minute integer not null check (per_minute > 0),
        per_day integer not null check (per_day > 0),
        created_at text not null,
        last_used_at text,
        revoked_at text
      ) strict`.execute(db);
  },
};
