import type { Kysely } from 'kysely';
import { z } from 'zod';
import { AnswerStatus, Latency, Locale, Source } from '#protocol/index.ts';
import { Aspect } from '#server/knowledge/index.ts';
import type { Database } from '#server/store/index.ts';
import { DialogueState } from './dialogue/state.ts';

const StoredUtterance = z.object({ id: z.string(), speech: z.string(), cites: z.array(z.int()) });

/** One question with its answer, as kept: personal data is replaced before anything gets here. */
export const Exchange = z.object({
  session: z.string(),
  threadId: z.string(),
  runId: z.string(),
  askedAt: z.date(),
  locale: Locale,
  question: z.string(),
  answer: z.array(StoredUtterance),
  /** What was heard of an answer that was silenced; null when nothing cut it short. */
  heardAnswer: z.string().nullable(),
  status: AnswerStatus,
  guide: z.string().nullable(),
  aspect: Aspect.nullable(),
  sources: z.array(Source),
  latency: Latency,
  dialogue: DialogueState,
});
export type Exchange = z.infer<typeof Exchange>;

/** How much of an answer sounded: `chars` characters of the `speech` of `utterance`, and all before it. */
export interface HeardUpTo {
  utterance: string;
  chars: number;
}

export interface ExchangeStore {
  /** Keeps an exchange; a run of the same session and id is replaced, another session's never. */
  save(exchange: Exchange): Promise<void>;
  /** The last `limit` exchanges of a session's thread, oldest first. */
  thread(session: string, threadId: string, limit: number): Promise<Exchange[]>;
  /** Notes what was heard. False when the session has no such run or the run no such utterance. */
  truncate(session: string, runId: string, heard: HeardUpTo): Promise<boolean>;
}

/** The words the citizen has heard: what is remembered of the answer. */
export function heardText({ answer, heardAnswer }: Pick<Exchange, 'answer' | 'heardAnswer'>): string {
  return heardAnswer ?? answer.map(({ speech }) => speech).join(' ');
}

/** Cuts an answer where it was silenced; undefined when it has no such utterance. */
export function cutAnswer(answer: Exchange['answer'], { utterance, chars }: HeardUpTo): string | undefined {
  const at = answer.findIndex(({ id }) => id === utterance);
  if (at === -1) return undefined;
  const whole = answer.slice(0, at).map(({ speech }) => speech);
  return [...whole, answer[at]?.speech.slice(0, chars) ?? ''].filter((text) => text !== '').join(' ');
}

const StoredAnswer = z.array(StoredUtterance);
const StoredSources = z.array(Source);

/** Exchanges in the table `exchange`. */
export function createExchangeStore(db: Kysely<Database>): ExchangeStore {
  return {
    async save(exchange) {
      const { session, threadId, runId, askedAt, locale, question, heardAnswer, status, guide, aspect } =
        exchange;
      const row = {
        thread_id: threadId,
        asked_at: askedAt.toISOString(),
        locale,
        question,
        answer: JSON.stringify(StoredAnswer.parse(exchange.answer)),
        heard_answer: heardAnswer,
        status,
        guide,
        aspect,
        sources: JSON.stringify(exchange.sources),
        latency: JSON.stringify(exchange.latency),
        dialogue: JSON.stringify(exchange.dialogue),
      };
      await db
        .insertInto('exchange')
        .values({ session, run_id: runId, ...row })
        .onConflict((conflict) => conflict.columns(['session', 'run_id']).doUpdateSet(row))
        .execute();
    },

    async thread(session, threadId, limit) {
      const rows = await db
        .selectFrom('exchange')
        .selectAll()
        .where('session', '=', session)
        .where('thread_id', '=', threadId)
        .orderBy('asked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map((row) => ({
        session: row.session,
        threadId: row.thread_id,
        runId: row.run_id,
        askedAt: new Date(row.asked_at),
        locale: row.locale,
        question: row.question,
        answer: StoredAnswer.parse(JSON.parse(row.answer)),
        heardAnswer: row.heard_answer,
        status: row.status,
        guide: row.guide,
        aspect: Aspect.nullable().catch(null).parse(row.aspect),
        sources: StoredSources.parse(JSON.parse(row.sources)),
        latency: Latency.parse(JSON.parse(row.latency)),
        dialogue: DialogueState.parse(JSON.parse(row.dialogue)),
      }));
    },

    async truncate(session, runId, heard) {
      const row = await db
        .selectFrom('exchange')
        .select('answer')
        .where('session', '=', session)
        .where('run_id', '=', runId)
        .executeTakeFirst();
      if (!row) return false;
      const text = cutAnswer(StoredAnswer.parse(JSON.parse(row.answer)), heard);
      if (text === undefined) return false;
      await db
        .updateTable('exchange')
        .set({ heard_answer: text })
        .where('session', '=', session)
        .where('run_id', '=', runId)
        .execute();
      return true;
    },
  };
}
