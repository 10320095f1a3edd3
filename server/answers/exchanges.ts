import { setTimeout as sleep } from 'node:timers/promises';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { AnswerStatus, Latency, Locale, Source, Step } from '#protocol/index.ts';
import { Aspect } from '#server/knowledge/index.ts';
import type { Database, ExchangeTable, SectionSnapshotTable } from '#server/store/index.ts';
import { sortUnanswered } from '#server/unanswered/index.ts';
import { isLabel } from './deliver/index.ts';
import { DialogueState } from './dialogue/state.ts';
import { answerWithoutPersonalData, deepWithoutPersonalData, withoutPersonalData } from './memory/gate.ts';
import { type CitedSection, createSnapshots, snapshotOf } from './memory/snapshots.ts';

const StoredUtterance = z.object({ id: z.string(), speech: z.string(), cites: z.array(z.int()) });

const StepTime = z.object({ step: Step, startMs: z.number(), endMs: z.number().nullable() });

/** A source with the name of the snapshot that keeps its whole section; null for a citizen's own case. */
const KeptSource = Source.extend({ snapshot: z.string().nullable().default(null) });

/** `Label` of the metadata that GB 45438-2025 asks for: made by AI. */
const MADE_BY_AI = '1';

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
  /** What the utterance was taken for. */
  route: z.string().nullable(),
  /** Name of the model that wrote the answer to its end, or `offline`. */
  writer: z.string().nullable(),
  steps: z.array(StepTime),
  troubles: z.array(z.string()),
  dropped: z.array(z.string()),
  /** The citizen left or asked anew before the answer's end. */
  interrupted: z.boolean(),
});
export type Exchange = z.infer<typeof Exchange>;

/** How much of an answer sounded: `chars` characters of the `speech` of `utterance`, and all before it. */
export interface HeardUpTo {
  utterance: string;
  chars: number;
}

/** An exchange with the sections its answer cited, by the `n` of its sources. */
export type NewExchange = Exchange & { sections: ReadonlyMap<number, CitedSection> };

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

const StoredAnswer = z.array(StoredUtterance);
const StoredSources = z.array(KeptSource);
const Codes = z.array(z.string());

/** Exchanges written in one transaction. Fifty take some 4 ms, and a transaction costs as much as two of them. */
const BATCH = 50;
/** How long others are waited for, in milliseconds: nobody waits for the writing but who asks again at once. */
const GATHER_MS = 10;

interface Kept {
  row: Insertable<ExchangeTable>;
  snapshots: SectionSnapshotTable[];
}

function keptOf(exchange: NewExchange): Kept {
  const { session, threadId, runId, askedAt, locale, heardAnswer, status, guide, aspect, sections } =
    exchange;
  const asked = askedAt.toISOString();
  const snapshots: SectionSnapshotTable[] = [];
  const sources = exchange.sources.map((source): z.infer<typeof KeptSource> => {
    const section = sections.get(source.n);
    if (!section) {
      return {
        ...source,
        title: withoutPersonalData(source.title),
        quote: withoutPersonalData(source.quote),
        snapshot: null,
      };
    }
    const snapshot = snapshotOf(source, section, asked.slice(0, 10));
    snapshots.push(snapshot);
    return { ...source, snapshot: snapshot.digest };
  });
  const citedTexts = (cites: readonly number[]) => cites.flatMap((n) => sections.get(n)?.text ?? []);
  const answer = exchange.answer.map(({ id, speech, cites }) => ({
    id,
    speech: answerWithoutPersonalData(speech, citedTexts(cites)),
    cites,
  }));
  const row: Insertable<ExchangeTable> = {
    session,
    run_id: runId,
    thread_id: threadId,
    asked_at: asked,
    locale,
    question: withoutPersonalData(exchange.question),
    answer: JSON.stringify(answer),
    heard_answer:
      heardAnswer && answerWithoutPersonalData(heardAnswer, citedTexts(answer.flatMap(({ cites }) => cites))),
    status,
    guide,
    aspect,
    sources: JSON.stringify(sources),
    latency: JSON.stringify(exchange.latency),
    dialogue: JSON.stringify(deepWithoutPersonalData(exchange.dialogue)),
    route: exchange.route,
    writer: exchange.writer,
    steps: JSON.stringify(exchange.steps),
    troubles: JSON.stringify(exchange.troubles),
    dropped: JSON.stringify(exchange.dropped),
    interrupted: exchange.interrupted ? 1 : 0,
    ai_label: MADE_BY_AI,
  };
  return { row, snapshots };
}

const exchangeOf = (row: Selectable<ExchangeTable>): Exchange => ({
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
  route: row.route,
  writer: row.writer,
  steps: z.array(StepTime).parse(JSON.parse(row.steps)),
  troubles: Codes.parse(JSON.parse(row.troubles)),
  dropped: Codes.parse(JSON.parse(row.dropped)),
  interrupted: row.interrupted === 1,
});

/** What a run that is stored again takes from the later one: all but its key. */
const REPLACED = [
  'thread_id',
  'asked_at',
  'locale',
  'question',
  'answer',
  'heard_answer',
  'status',
  'guide',
  'aspect',
  'sources',
  'latency',
  'dialogue',
  'route',
  'writer',
  'steps',
  'troubles',
  'dropped',
  'interrupted',
] as const;

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
