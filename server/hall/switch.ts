import type { Kysely } from 'kysely';
import type { Locale } from '#protocol/index.ts';
import type { Database } from '#server/store/index.ts';
import { recordDeed } from './audit.ts';

/** What citizens are told while she does not answer; a language left out has the usual words. */
export type Notice = Readonly<Record<Locale, string | null>>;

/** Whether she answers, and since when by whose hand; `at` and `actor` are null while nobody has ever switched. */
export interface SwitchState {
  answering: boolean;
  notice: Notice;
  at: Date | null;
  actor: string | null;
}

export interface SwitchDeed {
  at: Date;
  actor: string;
  reason: string | null;
}

const NO_NOTICE: Notice = { zh: null, en: null };

export async function readSwitch(db: Kysely<Database>): Promise<SwitchState> {
  const row = await db.selectFrom('answer_switch').selectAll().where('id', '=', 1).executeTakeFirst();
  if (!row) return { answering: true, notice: NO_NOTICE, at: null, actor: null };
  const notice = { zh: row.notice_zh, en: row.notice_en };
  return { answering: row.answering === 1, notice, at: new Date(row.at), actor: row.actor };
}

/**
 * Switches her answers off with a notice, or on again (`notice` null). Every turn of the switch is audited, also one
 * that changes the notice alone.
 */
export async function switchAnswers(
  db: Kysely<Database>,
  notice: Notice | null,
  { at, actor, reason }: SwitchDeed,
): Promise<SwitchState> {
  return db.transaction().execute(async (trx) => {
    const before = await readSwitch(trx);
    const after: SwitchState = { answering: notice === null, notice: notice ?? NO_NOTICE, at, actor };
    const row = {
      answering: after.answering ? (1 as const) : (0 as const),
      notice_zh: after.notice.zh,
      notice_en: after.notice.en,
      at: at.toISOString(),
      actor,
    };
    await trx
      .insertInto('answer_switch')
      .values({ id: 1, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
    const action = after.answering ? 'answers.on' : 'answers.off';
    await recordDeed(trx, { at, actor, action, reason, before, after });
    return after;
  });
}
