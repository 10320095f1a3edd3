import { type RawBuilder, sql } from 'kysely';
import { COUNTED_MS } from '#server/callbacks/index.ts';

/** How long things are kept, in days. */
export interface RetentionDays {
  /** Conversations, and closed requests to be called. */
  conversations: number;
  feedback: number;
  unanswered: number;
}

const DAY_MS = 86_400_000;

/** One kind of thing that is forgotten by age. */
export interface Rule {
  name: string;
  /** Forgets at most `limit` of them. */
  slice(limit: number): RawBuilder<unknown>;
}

/**
 * What is forgotten at a moment, in order. What outlives its conversation loses its session with it: then it belongs to
 * nobody. The audit is kept for ever.
 */
export function rulesAt(now: Date, days: RetentionDays): readonly Rule[] {
  const before = (age: number) => new Date(now.getTime() - age * DAY_MS).toISOString();
  const conversations = before(days.conversations);
  const feedback = before(days.feedback);
  const unanswered = before(days.unanswered);
  const counted = new Date(now.getTime() - COUNTED_MS).toISOString();
  return [
    {
      name: 'exchanges',
      slice: (limit) => sql`
        delete from exchange where rowid in
          (select rowid from exchange where asked_at < ${conversations} limit ${limit})`,
    },
    {
      // No kept exchange can name one that was last cited before the oldest of them.
      name: 'snapshots',
      slice: (limit) => sql`
        delete from section_snapshot where rowid in
          (select rowid from section_snapshot where used_on < ${conversations.slice(0, 10)} limit ${limit})`,
    },
    {
      name: 'feedback',
      slice: (limit) => sql`
        delete from feedback where id in
          (select id from feedback where at < ${feedback} limit ${limit})`,
    },
    {
      name: 'feedback owners',
      slice: (limit) => sql`
        update feedback set session = null where id in
          (select id from feedback where session is not null and at < ${conversations} limit ${limit})`,
    },
    {
      name: 'unanswered',
      slice: (limit) => sql`
        delete from unanswered where id in
          (select id from unanswered where asked_at < ${unanswered} limit ${limit})`,
    },
    {
      name: 'unanswered owners',
      slice: (limit) => sql`
        update unanswered set session = null where id in
          (select id from unanswered where session is not null and asked_at < ${conversations} limit ${limit})`,
    },
    {
      name: 'call backs',
      slice: (limit) => sql`
        delete from callback where id in
          (select id from callback where asked_at < ${conversations} limit ${limit})`,
    },
    {
      name: 'call back owners',
      slice: (limit) => sql`
        update callback set session = null, address = null where id in
          (select id from callback
           where state <> 'open' and session is not null and asked_at < ${counted} limit ${limit})`,
    },
  ];
}
