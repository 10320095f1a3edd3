import type { Kysely } from 'kysely';
import type { Database } from '#server/store/index.ts';

/** What a member of staff did. States carry no personal data. */
export interface Deed {
  at: Date;
  /** Who did it. */
  actor: string;
  /** Thing and deed, such as `answers.off`. */
  action: string;
  reason: string | null;
  before: unknown;
  after: unknown;
}

/** Writes a deed into the append-only audit, in the transaction of the deed itself. */
export async function recordDeed(db: Kysely<Database>, deed: Deed): Promise<void> {
  const { at, actor, action, reason, before, after } = deed;
  await db
    .insertInto('audit')
    .values({
      at: at.toISOString(),
      actor,
      action,
      reason,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .execute();
}
