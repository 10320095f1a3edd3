import type { Feedback } from '#protocol/index.ts';
import { type ExchangeStore, redact } from '#server/answers/index.ts';
import type { Store } from '#server/store/index.ts';
import { noteUnanswered } from '#server/unanswered/index.ts';

export interface FeedbackDeps {
  store: Store;
  exchanges: Pick<ExchangeStore, 'find'>;
  now: () => Date;
  /** Hears of each thumb, for counting. */
  onRated?: (rating: Feedback['rating']) => void;
}

/** What citizens think of answers. */
export interface Ratings {
  /**
   * Keeps a thumb for an answer of the session's own, in place of an earlier one. A question whose answer did not help
   * goes to those kept for staff.
   * @returns false when the session has no such answer.
   */
  rate(session: string, feedback: Feedback): Promise<boolean>;
}

export function createRatings({ store, exchanges, now, onRated = () => {} }: FeedbackDeps): Ratings {
  return {
    async rate(session, { threadId, runId, rating, reason, comment }) {
      const exchange = await exchanges.find(session, runId);
      if (exchange?.threadId !== threadId) return false;
      const { locale, status, guide } = exchange;
      const said = {
        at: now().toISOString(),
        rating,
        reason: rating === 'down' ? reason : null,
        comment: redact(comment).text,
      };
      const kept = await store.db.transaction().execute(async (trx) => {
        // The citizen may have had it erased since it was found.
        const still = await trx
          .selectFrom('exchange')
          .select('run_id')
          .where('session', '=', session)
          .where('run_id', '=', runId)
          .executeTakeFirst();
        if (!still) return false;
        await trx
          .insertInto('feedback')
          .values({ session, thread_id: threadId, run_id: runId, ...said, locale, status, guide })
          .onConflict((conflict) => conflict.columns(['session', 'run_id']).doUpdateSet(said))
          .execute();
        if (rating === 'down') await noteUnanswered(trx, [{ ...exchange, reason: 'thumbs_down' }]);
        else {
          await trx
            .deleteFrom('unanswered')
            .where('session', '=', session)
            .where('run_id', '=', runId)
            .where('reason', '=', 'thumbs_down')
            .execute();
        }
        return true;
      });
      if (!kept) return false;
      onRated(rating);
      return true;
    },
  };
}
