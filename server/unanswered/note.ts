import { type Kysely, sql } from 'kysely';
import type { AnswerStatus } from '#protocol/index.ts';
import type { Database, UnansweredTable } from '#server/store/index.ts';

/** Statuses after which the citizen's question stays open. A clarifying question does unless something follows it. */
const OPEN = ['no_answer', 'partial', 'out_of_scope', 'clarify'] as const satisfies readonly AnswerStatus[];
/** Statuses that a clarifying question was meant to lead to. */
const SETTLES: ReadonlySet<AnswerStatus> = new Set(['answered', 'partial', 'needs_verification', 'handoff']);

/** What an exchange must tell to be kept as open, or to settle what was. */
export interface Asked {
  session: string;
  threadId: string;
  runId: string;
  askedAt: Date;
  locale: UnansweredTable['locale'];
  /** Redacted. */
  question: string;
  status: AnswerStatus;
  guide: string | null;
  /** The citizen left or asked anew before its end: nothing is known of the answer. */
  interrupted: boolean;
}

/** A question without case, width, spaces and punctuation: like ones are counted together. */
export const likenessOf = (question: string): string =>
  question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Adds questions to those kept for staff. One that is there already keeps its first reason. */
export async function noteUnanswered(
  db: Kysely<Database>,
  asked: readonly (Omit<Asked, 'status' | 'interrupted'> & { reason: UnansweredTable['reason'] })[],
): Promise<void> {
  if (asked.length === 0) return;
  const rows = asked.map(({ session, threadId, runId, askedAt, locale, question, reason, guide }) => ({
    session,
    thread_id: threadId,
    run_id: runId,
    asked_at: askedAt.toISOString(),
    locale,
    question,
    likeness: likenessOf(question),
    reason,
    guide,
  }));
  await db
    .insertInto('unanswered')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['session', 'run_id']).doNothing())
    .execute();
}

/** Sorts exchanges that are being kept: open questions are noted, clarifying ones that led somewhere forgotten. */
export async function sortUnanswered(db: Kysely<Database>, exchanges: readonly Asked[]): Promise<void> {
  const settled = exchanges.filter(({ status }) => SETTLES.has(status));
  if (settled.length > 0) {
    const threads = settled.map(({ session, threadId }) => sql`(${session}, ${threadId})`);
    await sql`
      delete from unanswered
      where (session, thread_id) in (values ${sql.join(threads)}) and reason = 'clarify'`.execute(db);
  }
  const open = exchanges.flatMap((exchange) => {
    const reason = OPEN.find((status) => status === exchange.status);
    return reason === undefined || exchange.interrupted ? [] : [{ ...exchange, reason }];
  });
  await noteUnanswered(db, open);
}
