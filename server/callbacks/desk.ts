import type { Kysely } from 'kysely';
import { chinaIso } from '#server/cases/index.ts';
import { recordDeed } from '#server/hall/index.ts';
import type { Database } from '#server/store/index.ts';
import { CLOSED, createQueue } from './queue.ts';
import type { CallbackDesk, QueueDeps } from './types.ts';

/** Calls that nobody answers before a request leaves the queue. */
export const MAX_TRIES = 3;

/** The staff's side of the queue. */
export function createCallbackDesk(deps: QueueDeps): CallbackDesk {
  const { db } = deps.store;
  const { now } = deps;
  const queue = createQueue(deps);

  /** Runs a change of one open request and audits it; undefined when none of this number is open. */
  const change = <T extends string>(
    number: string,
    actor: string,
    act: (trx: Kysely<Database>, request: { id: number; tries: number }) => Promise<T>,
  ): Promise<T | undefined> =>
    db.transaction().execute(async (trx) => {
      const open = await trx
        .selectFrom('callback')
        .select(['id', 'day', 'tries'])
        .where('number', '=', number)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (!open) return undefined;
      const outcome = await act(trx, open);
      await recordDeed(trx, {
        at: now(),
        actor,
        action: `callbacks.${outcome}`,
        reason: null,
        before: { day: open.day, number, state: 'open', tries: open.tries },
        after: { day: open.day, number, state: outcome === 'queued' ? 'open' : outcome },
      });
      return outcome;
    });

  return {
    async list(actor) {
      return db.transaction().execute(async (trx) => {
        const rows = await queue.open(trx);
        const numbers = rows.map(({ number }) => number);
        const shown = { at: now(), actor, action: 'callbacks.list', reason: null };
        await recordDeed(trx, { ...shown, before: null, after: { shown: numbers } });
        return rows.map((row, i) => ({
          number: row.number,
          place: i + 1,
          phone: queue.phoneOf(row),
          topic: row.topic,
          guide: row.guide,
          locale: row.locale,
          askedAt: chinaIso(new Date(row.asked_at)),
          callBy: chinaIso(new Date(row.call_by)),
          tries: row.tries,
        }));
      });
    },

    async done(number, actor) {
      const outcome = await change(number, actor, async (trx, { id }) => {
        await trx
          .updateTable('callback')
          .set({ ...CLOSED, state: 'done', closed_at: now().toISOString() })
          .where('id', '=', id)
          .execute();
        return 'done';
      });
      return outcome !== undefined;
    },

    async notReached(number, actor) {
      const outcome = await change(number, actor, async (trx, { id, tries }) => {
        const at = now().toISOString();
        const request = trx.updateTable('callback').where('id', '=', id);
        if (tries + 1 >= MAX_TRIES) {
          await request.set({ ...CLOSED, tries: tries + 1, state: 'not_reached', closed_at: at }).execute();
          return 'not_reached';
        }
        await request.set({ tries: tries + 1, queued_at: at }).execute();
        const callBy = queue.expectedBy(await queue.place(trx, { id, queued_at: at }));
        await trx
          .updateTable('callback')
          .set({ call_by: callBy.toISOString() })
          .where('id', '=', id)
          .execute();
        return 'queued';
      });
      return outcome === 'not_reached' ? 'closed' : outcome;
    },
  };
}
