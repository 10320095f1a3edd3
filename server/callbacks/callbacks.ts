import type { Kysely } from 'kysely';
import type { CallbackRequest } from '#protocol/index.ts';
import { dayOf, network } from '#server/cases/index.ts';
import { type Database, digest } from '#server/store/index.ts';
import { NUMBERS_A_DAY, numberAt, ordinalOf } from './number.ts';
import { parsePhone } from './phone.ts';
import { CLOSED, createQueue } from './queue.ts';
import type { Callbacks, CallbacksDeps, FileOutcome } from './types.ts';

const HOUR_MS = 3_600_000;

/** Requests that may be filed in a window of time, withdrawn and replaced ones counted. */
interface Limit {
  column: 'session' | 'address';
  most: number;
  windowMs: number;
}
/** A citizen has one matter, mistypes the number, thinks again. */
export const PER_SESSION: Limit = { column: 'session', most: 5, windowMs: 24 * HOUR_MS };
/** A whole hall with its kiosks stands behind one address. */
export const PER_ADDRESS: Limit = { column: 'address', most: 30, windowMs: HOUR_MS };
/** As long as a limit looks back: then what it counts by is forgotten. */
export const COUNTED_MS = Math.max(PER_SESSION.windowMs, PER_ADDRESS.windowMs);

/** One line of visible text: the staff read it in a terminal, which obeys control characters. */
const lineOf = (text: string): string =>
  text
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();

/**
 * Requests to be called back. Phone numbers are kept encrypted, and only while the request is open; sessions and
 * addresses as keyed digests.
 */
export function createCallbacks({ redact, isGuide, ...deps }: CallbacksDeps): Callbacks {
  const { store, secret, now } = deps;
  const { db } = store;
  const queue = createQueue(deps);
  const sessionKey = (session: string) => digest(secret, 'callback-session', session);

  const openOf = (trx: Kysely<Database>, column: 'session' | 'phone_digest', key: string) =>
    trx
      .selectFrom('callback')
      .selectAll()
      .where(column, '=', key)
      .where('state', '=', 'open')
      .executeTakeFirst();

  const withdrawn = (trx: Kysely<Database>, key: string) =>
    trx
      .updateTable('callback')
      .set({ ...CLOSED, state: 'withdrawn', topic: '', closed_at: now().toISOString() })
      .where('session', '=', key)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();

  /** How long until another request may be filed, in milliseconds; 0 when it may be now. */
  async function waitMs(
    trx: Kysely<Database>,
    { column, most, windowMs }: Limit,
    key: string,
  ): Promise<number> {
    const since = new Date(now().getTime() - windowMs).toISOString();
    const filed = await trx
      .selectFrom('callback')
      .select('asked_at')
      .where(column, '=', key)
      .where('asked_at', '>', since)
      .orderBy('asked_at', 'desc')
      .limit(most)
      .execute();
    const oldest = filed[most - 1];
    return oldest === undefined ? 0 : Date.parse(oldest.asked_at) + windowMs - now().getTime();
  }

  /** The next number of the day that no open request of another day still goes by. */
  async function freeNumber(trx: Kysely<Database>, day: string): Promise<string> {
    const last = await trx
      .selectFrom('callback')
      .select('number')
      .where('day', '=', day)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    const taken = new Set((await queue.open(trx)).map(({ number }) => number));
    let ordinal = (last ? ordinalOf(last.number) : 0) + 1;
    while (taken.has(numberAt(ordinal)) && ordinal < NUMBERS_A_DAY) ordinal += 1;
    return numberAt(ordinal);
  }

  async function file(
    trx: Kysely<Database>,
    { session, address }: { session: string; address: string },
    { threadId, locale, topic, guide, phone }: CallbackRequest,
  ): Promise<FileOutcome> {
    const phoneDigest = digest(secret, 'callback-phone', phone);
    const said = {
      topic: redact(lineOf(topic)),
      guide: guide !== null && isGuide(guide) ? guide : null,
      locale,
      thread_id: redact(threadId),
    };
    const own = await openOf(trx, 'session', session);
    const same = await openOf(trx, 'phone_digest', phoneDigest);
    if (same) {
      if (same.session === session) {
        await trx.updateTable('callback').set(said).where('id', '=', same.id).execute();
      } else if (own) await withdrawn(trx, session);
      return { ok: true, callback: await queue.view(trx, same) };
    }
    const waits = await Promise.all([waitMs(trx, PER_SESSION, session), waitMs(trx, PER_ADDRESS, address)]);
    const wait = Math.max(...waits);
    if (wait > 0) return { ok: false, reason: 'too_many', retryAfterS: Math.ceil(wait / 1000) };

    if (own) await withdrawn(trx, session);
    const at = now().toISOString();
    const day = dayOf(now());
    const number = await freeNumber(trx, day);
    const row = await trx
      .insertInto('callback')
      .values({
        ...said,
        day,
        number,
        state: 'open',
        session,
        address,
        phone_digest: phoneDigest,
        phone: queue.sealed({ day, number }, phone),
        asked_at: at,
        queued_at: own?.queued_at ?? at,
        call_by: at,
        closed_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const callBy = queue.expectedBy(await queue.place(trx, row)).toISOString();
    await trx.updateTable('callback').set({ call_by: callBy }).where('id', '=', row.id).execute();
    return { ok: true, callback: await queue.view(trx, { ...row, call_by: callBy }) };
  }

  return {
    async file(session, address, request) {
      const phone = parsePhone(request.phone);
      if (phone === undefined) return { ok: false, reason: 'phone' };
      const who = { session: sessionKey(session), address: digest(secret, 'address', network(address)) };
      return db.transaction().execute((trx) => file(trx, who, { ...request, phone }));
    },

    async mine(session) {
      const row = await openOf(db, 'session', sessionKey(session));
      return row && queue.view(db, row);
    },

    async withdraw(session) {
      const { numUpdatedRows } = await withdrawn(db, sessionKey(session));
      return numUpdatedRows > 0n;
    },

    async forget(session) {
      const key = sessionKey(session);
      await db.transaction().execute(async (trx) => {
        await withdrawn(trx, key);
        await trx
          .updateTable('callback')
          .set({ topic: '', guide: null, thread_id: '' })
          .where('session', '=', key)
          .execute();
      });
    },

    async waiting() {
      return (
        await db
          .selectFrom('callback')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow()
      ).count;
    },
  };
}
