import { type Kysely, type Migration, sql } from 'kysely';

/** Whether she answers, and who of the staff did what. */
export const hall: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table answer_switch (
        id integer primary key check (id = 1),
        answering integer not null check (answering in (0, 1)),
        notice_zh text,
        notice_en text,
        at text not null,
        actor text not null
      ) strict`.execute(db);

    await sql`
      create table audit (
        id integer primary key autoincrement,
        at text not null,
        actor text not null,
        action text not null,
        reason text,
        before text not null,
        after text not null
      ) strict`.execute(db);
    await sql`
      create trigger audit_no_update before update on audit
      begin
        select raise(abort, 'audit is append-only');
      end`.execute(db);
    await sql`
      create trigger audit_no_delete before delete on audit
      begin
        select raise(abort, 'audit is append-only');
      end`.execute(db);
  },
};
