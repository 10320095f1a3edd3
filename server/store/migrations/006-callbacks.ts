import { type Kysely, type Migration, sql } from 'kysely';

export const callbacks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table callback (
        id integer primary key autoincrement,
        day text not null,
        number text not null,
        state text not null check (state in ('open', 'done', 'not_reached', 'withdrawn')),
        session text,
        address text,
        phone_digest text,
        phone text,
        topic text not null,
        guide text,
        locale text not null,
        thread_id text not null,
        asked_at text not null,
        queued_at text not null,
        call_by text not null,
        tries integer not null default 0,
        closed_at text,
        unique (day, number),
        check ((state = 'open') = (phone is not null))
      ) strict`.execute(db);
    await sql`create unique index callback_open_phone on callback (phone_digest) where state = 'open'`.execute(
      db,
    );
    await sql`create unique index callback_open_session on callback (session) where state = 'open'`.execute(
      db,
    );
    await sql`create index callback_queue on callback (queued_at, id) where state = 'open'`.execute(db);
    await sql`create index callback_session on callback (session, asked_at)`.execute(db);
    await sql`create index callback_address on callback (address, asked_at)`.execute(db);
    await sql`create index callback_age on callback (asked_at)`.execute(db);
  },
};
