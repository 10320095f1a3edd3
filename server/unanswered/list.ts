import { type Kysely, sql } from 'kysely';
import type { Locale } from '#protocol/index.ts';
import type { Database, UnansweredTable } from '#server/store/index.ts';

/** A clarifying question that is younger may still be answered. */
const CLARIFY_OPEN_MS = 30 * 60_000;

/** Questions that read alike but for case, width and punctuation, and stayed open for the same reason. */
export interface UnansweredQuestion {
  /** As it was last asked, without personal data. */
  question: string;
  locale: Locale;
  reason: UnansweredTable['reason'];
  guide: string | null;
  /** How often it was asked. */
  count: number;
  firstAsked: string;
  lastAsked: string;
}

/** What stayed open since a moment, most asked first. */
export async function listUnanswered(
  db: Kysely<Database>,
  { since, now }: { since: Date | null; now: Date },
): Promise<UnansweredQuestion[]> {
  const clarifiedBefore = new Date(now.getTime() - CLARIFY_OPEN_MS).toISOString();
  // SQLite takes bare columns from the row that has the maximum.
  const { rows } = await sql<UnansweredQuestion>`
    select question, locale, reason, guide, count(*) as count,
           min(asked_at) as "firstAsked", max(asked_at) as "lastAsked"
    from unanswered
    where asked_at >= ${since?.toISOString() ?? ''}
      and (reason <> 'clarify' or asked_at < ${clarifiedBefore})
    group by likeness, locale, reason, guide
    order by count desc, "lastAsked" desc`.execute(db);
  return rows;
}
