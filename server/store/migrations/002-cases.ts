import { type Kysely, type Migration, sql } from 'kysely';

export const cases: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table service_case (
        id text primary key not null,
        receipt_digest text not null unique,
        receipt_tail text not null,
        id_last4_digest text not null,
        guide text not null,
        service_zh text not null,
        service_en text not null,
        state text not null,
        submitted_at text not null,
        promised_workdays integer not null check (promised_workdays >= 0)
      ) strict`.execute(db);

    await sql`
      create table case_event (
        id integer primary key autoincrement,
        case_id text not null references service_case (id) on delete cascade,
        at text not null,
        state text not null
      ) strict`.execute(db);
    await sql`create index case_event_case on case_event (case_id, id)`.execute(db);
    await sql`
      create trigger case_event_no_update before update on case_event
      begin
        select raise(abort, 'case_event is append-only');
      end`.execute(db);
    // Erasing a whole case takes its events along: by then the parent row is gone and the trigger lets go.
    await sql`
      create trigger case_event_no_delete before delete on case_event
      when exists (select 1 from service_case where id = old.case_id)
      begin
        select raise(abort, 'case_event is append-only');
      end`.execute(db);

    await sql`
      create table case_ask (
        case_id text not null references service_case (id) on delete cascade,
        id text not null,
        text_zh text not null,
        text_en text not null,
        due_at text,
        asked_at text not null,
        closed_at text,
        primary key (case_id, asked_at, id)
      ) strict`.execute(db);

    await sql`
      create table case_grant (
        session text not null,
        case_id text not null references service_case (id) on delete cascade,
        granted_at text not null,
        expires_at text not null,
        primary key (session, case_id)
      ) strict`.execute(db);
    await sql`create index case_grant_expiry on case_grant (expires_at)`.execute(db);

    await sql`
      create table case_attempt (
        id integer primary key,
        kind text not null check (kind in ('receipt', 'address')),
        key text not null,
        at text not null
      ) strict`.execute(db);
    await sql`create index case_attempt_key on case_attempt (kind, key, at)`.execute(db);
    await sql`create index case_attempt_age on case_attempt (at)`.execute(db);
  },
};
