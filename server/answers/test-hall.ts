import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import {
  AnswerRequest,
  AnswerResult,
  type Card,
  CustomEvents,
  type Source,
  type Utterance,
} from '#protocol/index.ts';
import { type Cases, createCases, type DemoCase, seedDemoCases } from '#server/cases/index.ts';
import type { Config } from '#server/config.ts';
import { createKnowledge, type Knowledge } from '#server/knowledge/index.ts';
import type { Speech, Spoken } from '#server/speech/index.ts';
import { loadSecret, openStore, type Store } from '#server/store/index.ts';
import { type AnswersOptions, createAnswers } from './answers.ts';
import { isLabel } from './deliver/index.ts';
import { createExchangeStore, type ExchangeStore } from './exchanges.ts';
import type { AGUIEvent, Answers } from './types.ts';

/** Everything the answering room needs, real but for the voice, in a folder of its own. For tests. */
export interface TestHall {
  knowledge: Knowledge;
  cases: Cases;
  demoCases: readonly DemoCase[];
  store: Store;
  exchanges: ExchangeStore;
  /** Every log line so far, as JSON. */
  logged: string[];
  answers(options?: {
    llm?: Config['llm'];
    speech?: Speech;
    exchanges?: ExchangeStore;
    hall?: AnswersOptions['hall'];
  }): Answers;
  close(): Promise<void>;
}

/** A hall that nobody has switched off. */
const OPEN_HALL: AnswersOptions['hall'] = { answering: () => true, notice: () => null };

/** A voice that needs no time; `spoken` collects what it was asked to say. */
export function silentSpeech(spoken: string[] = []): Speech {
  return {
    async speak({ text }): Promise<Spoken> {
      spoken.push(text);
      const words: Spoken['words'] = [[0, 0, text.length]];
      return {
        hash: `h${spoken.length}`,
        mime: 'audio/wav',
        durationMs: 1000,
        mouth: [[0, 'rest', 0]],
        words,
      };
    },
    audio: async () => undefined,
    close: async () => {},
  };
}

export async function openTestHall(now: () => Date = () => new Date()): Promise<TestHall> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yunting-answers-'));
  const logged: string[] = [];
  const note = (details: object | string, message?: string) => {
    logged.push(JSON.stringify([details, message]));
  };
  const log = { info: note, warn: note, error: note };
  const secret = await loadSecret(dataDir);
  const store = await openStore(join(dataDir, 'yunting.db'));
  const knowledge = await createKnowledge({
    guidesDir: './knowledge/guides',
    dataDir,
    embeddings: null,
    log,
  });
  const cases = createCases({ store, secret, now });
  const demoCases = await seedDemoCases({ store, secret, now, random: randomBytes, dataDir });
  const exchanges = createExchangeStore(store.db);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  return {
    knowledge,
    cases,
    demoCases,
    store,
    exchanges,
    logged,
    answers: ({ llm = null, speech = silentSpeech(), exchanges: kept = exchanges, hall = OPEN_HALL } = {}) =>
      createAnswers({ knowledge, cases, speech, exchanges: kept, hall, llm, now, newId, log }),
    async close() {
      await knowledge.close();
      await store.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let runs = 0;

/** A request as the page sends it. */
export function ask(
  question: string,
  {
    threadId = `thread-${runs}`,
    locale = 'zh',
    speech = false,
  }: { threadId?: string; locale?: 'zh' | 'en'; speech?: boolean } = {},
): AnswerRequest {
  runs += 1;
  return AnswerRequest.parse({
    threadId,
    runId: `run-${runs}`,
    messages: [{ id: 'm1', role: 'user', content: question }],
    tools: [],
    context: [],
    forwardedProps: { locale, channel: 'web', speech },
  });
}

/** What a page would have made of the events, each checked against the protocol. */
export interface Read {
  events: AGUIEvent[];
  types: string[];
  text: string;
  sentences: string[];
  utterances: Utterance[];
  /** Spoken beside the answer. */
  labels: Utterance[];
  cards: Card[];
  sources: Source[];
  notices: string[];
  /** The words that say that the answer is made by AI. */
  generated: string;
  result: AnswerResult | undefined;
}

const Custom = z.object({ name: z.enum(['sources', 'utterance', 'card', 'notice']), value: z.unknown() });

export function readEvents(events: AGUIEvent[]): Read {
  const read: Read = {
    events,
    types: events.map(({ type }) => type),
    text: '',
    sentences: [],
    utterances: [],
    labels: [],
    cards: [],
    sources: [],
    notices: [],
    generated: '',
    result: undefined,
  };
  for (const event of events) {
    if (event.type === 'TEXT_MESSAGE_CONTENT') {
      read.text += event.delta;
      read.sentences.push(event.delta.trim());
    } else if (event.type === 'RUN_FINISHED') read.result = AnswerResult.parse(event.result);
    else if (event.type === 'CUSTOM') {
      const { name, value } = Custom.parse(event);
      if (name === 'utterance') {
        const utterance = CustomEvents.utterance.parse(value);
        (isLabel(utterance.id) ? read.labels : read.utterances).push(utterance);
      } else if (name === 'card') read.cards.push(CustomEvents.card.parse(value));
      else if (name === 'sources') read.sources.push(...CustomEvents.sources.parse(value));
      else {
        const { code, message } = CustomEvents.notice.parse(value);
        if (code === 'ai_generated') read.generated = message;
        else read.notices.push(message);
      }
    }
  }
  return read;
}

export const CITIZEN = { session: 'session-1', address: '127.0.0.1' };

/** Asks and reads to the end. */
export async function answerTo(
  answers: Answers,
  request: AnswerRequest,
  { session = CITIZEN.session, signal = new AbortController().signal } = {},
): Promise<Read> {
  const events: AGUIEvent[] = [];
  for await (const event of answers.answer(request, { ...CITIZEN, session }, signal)) events.push(event);
  return readEvents(events);
}
