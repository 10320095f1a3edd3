import { type Kysely, type Migration, sql } from 'kysely';

/** How each answer came about, the guides' words it rested on, what citizens thought of it and what stayed open. */
export const conversations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table exchange add column route text`.execute(db);
    await sql`alter table exchange add column writer text`.execute(db);
    await sql`alter table exchange add column steps text not null default '[]'`.execute(db);
    await sql`alter table exchange add column troubles text not null default '[]'`.execute(db);
    await sql`alter table exchange add column dropped text not null default '[]'`.execute(db);
    await sql`alter table exchange add column interrupted integer not null default 0`.execute(db);
    await sql`alter table exchange add column ai_label text not null default '1'`.execute(db);
    await sql`create index exchange_age on exchange (asked_at)`.execute(db);

    await sql`
      create table section_snapshot (
        digest text primary key not null,
        guide text not null,
        version text not null,
        section text not null,
        lang text not null,
        title text not null,
        text text not null,
        used_on text not null
      ) strict`.execute(db);
    await sql`create index section_snapshot_use on section_snapshot (used_on)`.execute(db);

    await sql`
      create table unanswered (
        id integer primary key,
        session text,
        thread_id text not null,
        run_id text not null,
        asked_at text not null,
        locale text not null,
        question text not null,
        likeness text not null,
        reason text not null,
        guide text,
        unique (session, run_id)
      ) strict`.execute(db);
    await sql`create index unanswered_age on unanswered (asked_at)`.execute(db);
    await sql`create index unanswered_owned on unanswered (asked_at) where session is not null`.execute(db);
    await sql`create index unanswered_thread on unanswered (session, thread_id)`.execute(db);

    await sql`
      create table feedback (
        id integer primary key,
        session text,
        thread_id text not null,
        run_id text not null,
        at text not null,
        rating text not null check (rating in ('up', 'down')),
        reason text,
        comment text not null,
        locale text not null,
        status text not null,
        guide text,
        unique (session, run_id)
      ) strict`.execute(db);
    await sql`create index feedback_age on feedback (at)`.execute(db);
    await sql`create index feedback_owned on feedback (at) where session is not null`.execute(db);
  },
};
