import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { CaseState } from '#protocol/index.ts';
import { type Database, digest, type Secret } from '#server/store/index.ts';
import type { CaseRecord } from './card.ts';
import { dayOf } from './days.ts';
import { newReceipt, receiptTail } from './receipt.ts';
import { mayFollow } from './states.ts';

/** Something to bring or do, in both languages. */
export interface Ask {
  id: string;
  zh: string;
  en: string;
  due: Date | null;
}

export interface Submission {
  guide: string;
  /** Name of the service on the day of submission. */
  service: { zh: string; en: string };
  /** Working days promised from acceptance to decision. */
  promisedWorkdays: number;
  /** Last four characters of the applicant's ID number. */
  idLast4: string;
  at: Date;
}

/** A step that the state of a case does not allow. */
export class CaseStateError extends Error {
  override name = 'CaseStateError';
}

/** Digest under which a receipt is stored and looked up. */
export function receiptDigest(secret: Secret, receipt: string): string {
  return digest(secret, 'receipt', receipt);
}

/** Digest of the last four characters of an ID number, bound to one case so that equal digits look different. */
export function idLast4Digest(secret: Secret, caseId: string, idLast4: string): string {
  return digest(secret, 'id-last4', `${caseId} ${idLast4.trim().toUpperCase()}`);
}

/**
 * Takes in an application. The receipt is returned this once: only its digest and tail are kept.
 *
 * @param random gives that many random bytes; must be unpredictable.
 */
export async function submitCase(
  db: Transaction<Database>,
  { secret, random }: { secret: Secret; random: (bytes: number) => Uint8Array },
  { guide, service, promisedWorkdays, idLast4, at }: Submission,
): Promise<{ id: string; receipt: string }> {
  const id = randomUUID();
  const receipt = newReceipt(random, Number(dayOf(at).slice(0, 4)));
  const moment = at.toISOString();
  await db
    .insertInto('service_case')
    .values({
      id,
      receipt_digest: receiptDigest(secret, receipt),
      receipt_tail: receiptTail(receipt),
      id_last4_digest: idLast4Digest(secret, id, idLast4),
      guide,
      service_zh: service.zh,
      service_en: service.en,
      state: 'submitted',
      submitted_at: moment,
      promised_workdays: promisedWorkdays,
    })
    .execute();
  await db.insertInto('case_event').values({ case_id: id, at: moment, state: 'submitted' }).execute();
  return { id, receipt };
}

/**
 * Moves a case into another state. What was asked of the citizen until now is settled by it; `asks` is what is asked
 * from now on.
 *
 * @throws {CaseStateError} when the case does not exist, when its state does not lead there, or when `at` lies before
 * its latest event.
 */
export async function advanceCase(
  db: Transaction<Database>,
  caseId: string,
  to: CaseState,
  at: Date,
  asks: readonly Ask[] = [],
): Promise<void> {
  const moment = at.toISOString();
  const latest = await db
    .selectFrom('case_event')
    .select(['state', 'at'])
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (latest === undefined) throw new CaseStateError(`There is no case ${caseId}.`);
  if (!mayFollow(latest.state, to)) {
    throw new CaseStateError(`The case ${caseId} is ${latest.state} and cannot become ${to}.`);
  }
  if (moment < latest.at) {
    throw new CaseStateError(`The case ${caseId} has an event at ${latest.at}, later than ${moment}.`);
  }
  await db.updateTable('service_case').set({ state: to }).where('id', '=', caseId).execute();
  await db.insertInto('case_event').values({ case_id: caseId, at: moment, state: to }).execute();
  await db
    .updateTable('case_ask')
    .set({ closed_at: moment })
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .execute();
  const rows = asks.map(({ id, zh, en, due }) => ({
    case_id: caseId,
    id,
    text_zh: zh,
    text_en: en,
    due_at: due?.toISOString() ?? null,
    asked_at: moment,
    closed_at: null,
  }));
  if (rows.length > 0) await db.insertInto('case_ask').values(rows).execute();
}

/** Everything a card needs of a case, or undefined. */
export async function loadCase(db: Kysely<Database>, caseId: string): Promise<CaseRecord | undefined> {
  const row = await db.selectFrom('service_case').selectAll().where('id', '=', caseId).executeTakeFirst();
  if (row === undefined) return undefined;
  const [events, asks] = await Promise.all([
    db.selectFrom('case_event').select(['state', 'at']).where('case_id', '=', caseId).orderBy('id').execute(),
    db
      .selectFrom('case_ask')
      .selectAll()
      .where('case_id', '=', caseId)
      .where('closed_at', 'is', null)
      .orderBy('asked_at')
      .orderBy('id')
      .execute(),
  ]);
  return { row, events: events.map(({ state, at }) => ({ state, at: new Date(at) })), asks };
}
