import { timingSafeEqual } from 'node:crypto';
import type { CaseCard, Locale } from '#protocol/index.ts';
import { digest, type Secret, type Store } from '#server/store/index.ts';
import { type AttemptKey, network, pruneAttempts, recordAttempts, waitMs } from './attempts.ts';
import { type Calendar, chinaCalendar } from './calendar/index.ts';
import { caseCard } from './card.ts';
import { chinaIso } from './days.ts';
import { foldReceipt, parseReceipt } from './receipt.ts';
import { idLast4Digest, loadCase, receiptDigest } from './records.ts';
import type { Cases, GrantAttempt, GrantOutcome } from './types.ts';

/** How long a session may see a case after proving that it is its citizen's. */
export const GRANT_MS = 30 * 60_000;

export interface CasesDeps {
  store: Store;
  secret: Secret;
  now: () => Date;
  /** Default: China's public holidays. */
  calendar?: Calendar;
}

/** Stands in for a case that does not exist, so that the same work is done for it. */
const NO_CASE = { id: 'none', id_last4_digest: 'none', receipt_tail: '' };

/**
 * The citizen's view of cases: proof of ownership, then their cards.
 *
 * What is stored opens nothing by itself: receipts, ID digits, addresses and sessions are keyed digests.
 */
export function createCases({ store, secret, now, calendar = chinaCalendar }: CasesDeps): Cases {
  const { db } = store;
  const sessionKey = (session: string) => digest(secret, 'session', session);

  async function card(caseId: string, locale: Locale): Promise<CaseCard | undefined> {
    const record = await loadCase(db, caseId);
    return record && caseCard(record, calendar, now(), locale);
  }

  async function grant(attempt: GrantAttempt): Promise<GrantOutcome> {
    const at = now();
    const receipt = parseReceipt(attempt.receipt);
    // What cannot be a receipt takes the same way; its digest is found nowhere.
    const receiptKey = receiptDigest(secret, receipt ?? foldReceipt(attempt.receipt));
    const keys: AttemptKey[] = [
      { kind: 'receipt', key: receiptKey },
      { kind: 'address', key: digest(secret, 'address', network(attempt.address)) },
    ];
    return db.transaction().execute(async (trx): Promise<GrantOutcome> => {
      await pruneAttempts(trx, at);
      const waits = await Promise.all(keys.map((key) => waitMs(trx, key, at)));
      const wait = Math.max(...waits);
      if (wait > 0) return { ok: false, reason: 'too_many_attempts', retryAfterS: Math.ceil(wait / 1000) };

      const found = await trx
        .selectFrom('service_case')
        .select(['id', 'id_last4_digest', 'receipt_tail'])
        .where('receipt_digest', '=', receiptKey)
        .executeTakeFirst();
      const claimed = found ?? NO_CASE;
      const proved = same(idLast4Digest(secret, claimed.id, attempt.idLast4), claimed.id_last4_digest);
      if (found === undefined || !proved) {
        await recordAttempts(trx, keys, at);
        return { ok: false, reason: 'not_verified' };
      }

      const expiresAt = new Date(at.getTime() + GRANT_MS);
      const times = { granted_at: at.toISOString(), expires_at: expiresAt.toISOString() };
      await trx.deleteFrom('case_grant').where('expires_at', '<=', at.toISOString()).execute();
      await trx
        .insertInto('case_grant')
        .values({ session: sessionKey(attempt.session), case_id: found.id, ...times })
        .onConflict((conflict) => conflict.columns(['session', 'case_id']).doUpdateSet(times))
        .execute();
      return { ok: true, grant: { receiptTail: found.receipt_tail, expiresAt: chinaIso(expiresAt) } };
    });
  }

  /** Grants of a session that still hold, newest first. */
  const grants = (session: string) =>
    db
      .selectFrom('case_grant')
      .innerJoin('service_case', 'service_case.id', 'case_grant.case_id')
      .select('service_case.id')
      .where('case_grant.session', '=', sessionKey(session))
      .where('case_grant.expires_at', '>', now().toISOString())
      .orderBy('case_grant.granted_at', 'desc');

  return {
    grant,

    async granted(session, locale) {
      const rows = await grants(session).execute();
      const cards = await Promise.all(rows.map((row) => card(row.id, locale)));
      return cards.filter((found) => found !== undefined);
    },

    async byReceipt(session, receipt, locale) {
      const parsed = parseReceipt(receipt);
      if (parsed === undefined) return undefined;
      const row = await grants(session)
        .where('service_case.receipt_digest', '=', receiptDigest(secret, parsed))
        .executeTakeFirst();
      return row && card(row.id, locale);
    },

    async revoke(session) {
      await db.deleteFrom('case_grant').where('session', '=', sessionKey(session)).execute();
    },
  };
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
