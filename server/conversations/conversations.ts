import type { Conversation } from '#protocol/index.ts';
import { type Answers, type ExchangeStore, heardText } from '#server/answers/index.ts';
import type { Callbacks } from '#server/callbacks/index.ts';
import { type Cases, chinaIso } from '#server/cases/index.ts';
import type { Store } from '#server/store/index.ts';

/** Exchanges of one thread that are given back at most, the latest. */
const MOST = 100;

export interface ConversationsDeps {
  store: Store;
  exchanges: Pick<ExchangeStore, 'thread'>;
  answers: Pick<Answers, 'silence'>;
  cases: Pick<Cases, 'revoke'>;
  callbacks: Pick<Callbacks, 'forget'>;
}

/** What is kept of a citizen's conversations, in the citizen's own hands. */
export interface Conversations {
  /** A thread of the session, or undefined. */
  read(session: string, threadId: string): Promise<Conversation | undefined>;
  /** Erases one thread of the session with what was thought of it. An answer that is being given is silenced first. */
  forget(session: string, threadId: string): Promise<void>;
  /** Erases everything of the session: threads, feedback, proofs of cases, and what requests to be called were about. */
  forgetAll(session: string): Promise<void>;
}

export function createConversations({
  store,
  exchanges,
  answers,
  cases,
  callbacks,
}: ConversationsDeps): Conversations {
  const erase = (session: string, threadId: string | undefined) =>
    store.db.transaction().execute(async (trx) => {
      for (const table of ['exchange', 'feedback', 'unanswered'] as const) {
        let rows = trx.deleteFrom(table).where('session', '=', session);
        if (threadId !== undefined) rows = rows.where('thread_id', '=', threadId);
        await rows.execute();
      }
    });

  return {
    async read(session, threadId) {
      const kept = await exchanges.thread(session, threadId, MOST);
      if (kept.length === 0) return undefined;
      return {
        threadId,
        exchanges: kept.map((exchange) => ({
          runId: exchange.runId,
          askedAt: chinaIso(exchange.askedAt),
          locale: exchange.locale,
          question: exchange.question,
          text: heardText(exchange),
          status: exchange.status,
          sources: exchange.sources,
        })),
      };
    },

    async forget(session, threadId) {
      await answers.silence(session, threadId);
      await erase(session, threadId);
    },

    async forgetAll(session) {
      await answers.silence(session);
      await callbacks.forget(session);
      await cases.revoke(session);
      await erase(session, undefined);
    },
  };
}
