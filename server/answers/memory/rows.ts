import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { AnswerStatus, Latency, Locale, Source, Step } from '#protocol/index.ts';
import { Aspect } from '#server/knowledge/index.ts';
import type { ExchangeTable, SectionSnapshotTable } from '#server/store/index.ts';
import { DialogueState } from '../dialogue/state.ts';
import { answerWithoutPersonalData, deepWithoutPersonalData, withoutPersonalData } from './gate.ts';
import { type CitedSection, snapshotOf } from './snapshots.ts';

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

/** An exchange with the sections its answer cited, by the `n` of its sources. */
export type NewExchange = Exchange & { sections: ReadonlyMap<number, CitedSection> };

export const StoredAnswer = z.array(StoredUtterance);
const StoredSources = z.array(KeptSource);
const Codes = z.array(z.string());

export interface Kept {
  row: Insertable<ExchangeTable>;
  snapshots: SectionSnapshotTable[];
}

/** An exchange as it is written: no personal data passes, whatever let it get here. */
export function keptOf(exchange: NewExchange): Kept {
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

/** An exchange as it was written. @throws {z.ZodError} when a column does not hold what it should. */
export const exchangeOf = (row: Selectable<ExchangeTable>): Exchange => ({
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
export const REPLACED = [
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
