import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Database } from '#server/store/index.ts';
import { sortUnanswered } from '#server/unanswered/index.ts';
import { isLabel } from './deliver/index.ts';
import {
  type Exchange,
  exchangeOf,
  keptOf,
  type NewExchange,
  REPLACED,
  StoredAnswer,
} from './memory/rows.ts';
import { createSnapshots } from './memory/snapshots.ts';

export { Exchange, type NewExchange } from './memory/rows.ts';

/** How much of an answer sounded: `chars` characters of the `speech` of `utterance`, and all before it. */
export interface HeardUpTo {
  utterance: string;
  chars: number;
}

export interface ExchangeStore {
  /**
   * Keeps an exchange; a run of the same session and id is replaced, another session's never. It is found by `thread`
   * and `truncate` at once; resolves when it is written.
   */
  save(exchange: NewExchange): Promise<void>;
  /** The last `limit` exchanges of a session's thread, oldest first. */
  thread(session: string, threadId: string, limit: number): Promise<Exchange[]>;
  /** The exchange of one run. */
  find(session: string, runId: string): Promise<Exchange | undefined>;
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
  // Silenced while she said that she is an AI: nothing of the answer was heard.
  if (isLabel(utterance)) return '';
  if (at === -1) return undefined;
  const whole = answer.slice(0, at).map(({ speech }) => speech);
  return [...whole, answer[at]?.speech.slice(0, chars) ?? ''].filter((text) => text !== '').join(' ');
}

/** Exchanges written in one transaction. Fifty take some 4 ms, and a transaction costs as much as two of them. */
const BATCH = 50;
/** How long others are waited for, in milliseconds: nobody waits for the writing but who asks again at once. */
const GATHER_MS = 10;

interface Waiting {
  exchange: NewExchange;
  written: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}

function waitingFor(exchange: NewExchange): Waiting {
  let resolve: Waiting['resolve'] = () => {};
  let reject: Waiting['reject'] = () => {};
  const written = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { exchange, written, resolve, reject };
}

/**
 * Exchanges in the table `exchange`. What some milliseconds bring is written in one transaction after them, so that no
 * answer waits for the disk.
 */
export function createExchangeStore(
  db: Kysely<Database>,
  /** Hears of each exchange that is kept, for counting. */
  onKept: (exchange: Exchange) => void = () => {},
): ExchangeStore {
  const snapshots = createSnapshots();
  const waiting = new Set<Waiting>();
  let writing = false;

  async function write(batch: readonly Waiting[]): Promise<void> {
    const kept = batch.map(({ exchange }) => keptOf(exchange));
    const done = await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('exchange')
        .values(kept.map(({ row }) => row))
        .onConflict((conflict) =>
          conflict
            .columns(['session', 'run_id'])
            .doUpdateSet((eb) =>
              Object.fromEntries(REPLACED.map((column) => [column, eb.ref(`excluded.${column}`)])),
            ),
        )
        .execute();
      await sortUnanswered(
        trx,
        batch.map(({ exchange }, i) => ({ ...exchange, question: kept[i]?.row.question ?? '' })),
      );
      return snapshots.keep(
        trx,
        kept.flatMap((each) => each.snapshots),
      );
    });
    done();
  }

  async function writeAll(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.size > 0) {
      await sleep(GATHER_MS);
      const batch = [...waiting].slice(0, BATCH);
      try {
        await write(batch);
        for (const each of batch) each.resolve();
      } catch (error) {
        for (const each of batch) each.reject(error);
      } finally {
        for (const each of batch) waiting.delete(each);
      }
    }
    writing = false;
  }

  /** Waits for what is not written yet of a session; that it failed is said where it was saved. */
  const settled = (session: string) =>
    Promise.allSettled(
      [...waiting].flatMap(({ exchange, written }) => (exchange.session === session ? [written] : [])),
    );

  return {
    save(exchange) {
      const each = waitingFor(exchange);
      waiting.add(each);
      onKept(exchange);
      void writeAll();
      return each.written;
    },

    async thread(session, threadId, limit) {
      await settled(session);
      const rows = await db
        .selectFrom('exchange')
        .selectAll()
        .where('session', '=', session)
        .where('thread_id', '=', threadId)
        .orderBy('asked_at', 'desc')
        .limit(limit)
        .execute();
      return rows.reverse().map(exchangeOf);
    },

    async find(session, runId) {
      await settled(session);
      const row = await db
        .selectFrom('exchange')
        .selectAll()
        .where('session', '=', session)
        .where('run_id', '=', runId)
        .executeTakeFirst();
      return row && exchangeOf(row);
    },

    async truncate(session, runId, heard) {
      await settled(session);
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
