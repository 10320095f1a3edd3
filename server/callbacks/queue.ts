import type { Kysely } from 'kysely';
import type { Callback } from '#protocol/index.ts';
import { chinaCalendar, chinaIso } from '#server/cases/index.ts';
import { type CallbackTable, type Database, decrypt, encrypt } from '#server/store/index.ts';
import type { QueueDeps } from './types.ts';
import { afterWorkingTime } from './working-time.ts';

type Row = Pick<CallbackTable, 'day' | 'number' | 'phone' | 'queued_at' | 'call_by'> & { id: number };

/** What a phone number is bound to: its own request, so that it opens in no other row. */
const owner = ({ day, number }: Pick<CallbackTable, 'day' | 'number'>) => `${day}/${number}`;

/** What a request loses when it is closed: nobody can be called or recognised by it any more. */
export const CLOSED = { phone: null, phone_digest: null } as const;

/** Reads the queue: places in it, when calls can be expected, and whom to call. */
export function createQueue({ secret, now, staffing, calendar = chinaCalendar }: Omit<QueueDeps, 'store'>) {
  /** How many open requests come before this one, and itself. */
  async function place(
    db: Kysely<Database>,
    { id, queued_at }: Pick<Row, 'id' | 'queued_at'>,
  ): Promise<number> {
    const { count } = await db
      .selectFrom('callback')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('state', '=', 'open')
      .where((eb) =>
        eb.or([
          eb('queued_at', '<', queued_at),
          eb.and([eb('queued_at', '=', queued_at), eb('id', '<=', id)]),
        ]),
      )
      .executeTakeFirstOrThrow();
    return count;
  }

  const { lines, minutesPerCall, shifts } = staffing;
  /** When a call at this place of the queue is over at the latest, were it to begin now. */
  const expectedBy = (atPlace: number): Date =>
    afterWorkingTime(calendar, shifts, now(), Math.ceil(atPlace / lines) * minutesPerCall);

  const phoneOf = (row: Pick<Row, 'day' | 'number' | 'phone'>): string =>
    decrypt(secret, 'callback-phone', owner(row), row.phone ?? '');

  return {
    place,
    expectedBy,
    phoneOf,

    /** A phone number as it is kept with its request. */
    sealed: (key: Pick<CallbackTable, 'day' | 'number'>, phone: string): string =>
      encrypt(secret, 'callback-phone', owner(key), phone),

    /** Open requests in the order in which they are called. */
    open: (db: Kysely<Database>) =>
      db
        .selectFrom('callback')
        .selectAll()
        .where('state', '=', 'open')
        .orderBy('queued_at')
        .orderBy('id')
        .execute(),

    /** A request as its citizen sees it. A moment that was named is kept to; only one that has passed is named anew. */
    async view(db: Kysely<Database>, row: Row): Promise<Callback> {
      const at = await place(db, row);
      const named = new Date(row.call_by);
      return {
        number: row.number,
        place: at,
        callBy: chinaIso(named > now() ? named : expectedBy(at)),
        phoneTail: phoneOf(row).slice(-4),
      };
    },
  };
}
