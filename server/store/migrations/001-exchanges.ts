import { type Kysely, type Migration, sql } from 'kysely';

export const exchanges: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create table exchange (
        session text not null,
        run_id text not null,
        thread_id text not null,
        asked_at text not null,
        locale text not null,
        question text not null,
        answer text not null,
        heard_answer text,
        status text not null,
        guide text,
        aspect text,
        sources text not null,
        latency text not null,
        primary key (session, run_id)
      ) strict`.execute(db);
    await sql`create index exchange_thread on exchange (session, thread_id, asked_at)`.execute(db);
  },
};
