import { type Kysely, type Migration, sql } from 'kysely';

/** Keys of other programs, and who made or withdrew them. */
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
    await sql`
      create table api_key_event (
        id integer primary key autoincrement,
        key_id text not null references api_key (id),
        at text not null,
        action text not null check (action in ('created', 'revoked')),
        actor text not null
      ) strict`.execute(db);
    for (const change of ['update', 'delete']) {
      await sql`
        create trigger ${sql.raw(`api_key_event_no_${change}`)} before ${sql.raw(change)} on api_key_event
        begin
          select raise(abort, 'api_key_event is append-only');
        end`.execute(db);
    }
  },
};
