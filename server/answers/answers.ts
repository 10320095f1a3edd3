import type { AnswerRequest, Heard, Latency, Locale } from '#protocol/index.ts';
import type { Config } from '#server/config.ts';
import { type Channel, createChannel } from './channel.ts';
import { runError, runFinished, runStarted } from './events.ts';
import { cutAnswer, type ExchangeStore, type HeardUpTo } from './exchanges.ts';
import { createStepTimes, type StepTime } from './memory/step-times.ts';
import { receive } from './receive.ts';
import { runAnswer } from './run.ts';
import { newRunState, type RunDependencies, type RunState } from './scene.ts';
import { TEXTS } from './texts/index.ts';
import { createTurns } from './turns.ts';
import type { AGUIEvent, AnswerContext, Answers } from './types.ts';
import { type Budget, createLanguageModel, type ModelObserver } from './write/index.ts';

export interface AnswersOptions extends Omit<RunDependencies, 'model'> {
  exchanges: ExchangeStore;
  /** What the staff's switch says: whether she answers at all and, if not, what is said instead. */
  hall: { answering(): boolean; notice(locale: Locale): string | null };
  /** null: the offline model writes. */
  llm: Config['llm'];
  /** Hears how the language model fares, for counting. */
  observer?: ModelObserver;
  /** How often the language model may be asked; as often as need be unless given. */
  budget?: Budget;
}

/** The staff have switched her answers off. */
export class AnswersOff extends Error {
  override name = 'AnswersOff';
  /** What the staff say about it in the page's language; null when they say nothing. */
  readonly notice: string | null;
  constructor(notice: string | null) {
    super('answers are switched off');
    this.notice = notice;
  }
}

/** Earlier exchanges that count for a follow-up. */
const REMEMBERED = 4;

interface ActiveRun {
  session: string;
  threadId: string;
  runId: string;
  abort: AbortController;
  /** Whether nobody reads it any more. */
  left: boolean;
  state: RunState;
  /** Whether its last event is out: what is heard of it from now on is told to the store. */
  ended: boolean;
  /** Resolves when the run is stored. */
  done: Promise<void>;
  heard: HeardUpTo | null;
}

/** Where an error came from, without its message: that may hold what a citizen said. */
function withoutWords(error: unknown): { name: string; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  return { name: error.name, at: at.map((frame) => frame.trim()).slice(0, 8) };
}

const utterances = ({ delivery }: RunState) =>
  (delivery?.said() ?? []).map(({ id, speech, cites }) => ({ id, speech, cites }));

/** The answering room: one run at a time per thread, every run stored, whatever became of it. */
export function createAnswers({ exchanges, llm, hall, observer, budget, ...rest }: AnswersOptions): Answers {
  const { now, log } = rest;
  const model = llm && createLanguageModel(llm, { now, observer, budget });
  const dependencies: RunDependencies = { ...rest, model };
  const active = new Set<ActiveRun>();
  const turn = createTurns();

  /** Ends runs where they are; resolves when they are stored. */
  async function silence(which: (run: ActiveRun) => boolean): Promise<void> {
    const silenced = [...active].filter(which);
    for (const { abort } of silenced) abort.abort();
    await Promise.all(silenced.map(({ done }) => done));
  }

  async function store(
    run: ActiveRun,
    { askedAt, latency, steps }: { askedAt: Date; latency: Latency; steps: StepTime[] },
  ): Promise<void> {
    const { session, threadId, runId, state, heard, abort } = run;
    const { locale, question, status, guide, aspect, sources, dialogue, trace } = state;
    const answer = utterances(state);
    try {
      await exchanges.save({
        session,
        threadId,
        runId,
        askedAt,
        locale,
        question,
        answer,
        heardAnswer: (heard && cutAnswer(answer, heard)) ?? null,
        status,
        guide,
        aspect,
        sources: sources.cited(),
        sections: sources.sections(),
        latency,
        dialogue,
        ...trace,
        steps,
        interrupted: abort.signal.aborted,
      });
    } catch (error) {
      // The citizen has the answer; only the thread forgets it.
      log.error(withoutWords(error), 'an exchange could not be stored');
    }
  }

  async function execute(
    run: ActiveRun,
    request: AnswerRequest,
    received: ReturnType<typeof receive>,
    channel: Channel<AGUIEvent>,
  ): Promise<void> {
    const askedAt = now();
    const started = performance.now();
    const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
    const { session, threadId, runId, state, abort } = run;
    const { locale: page, speech: aloud } = request.forwardedProps;
    const steps = createStepTimes(elapsed);
    const emit = (event: AGUIEvent) => {
      steps.observe(event);
      channel.push(event);
    };
    await silence((other) => other !== run && other.session === session && other.threadId === threadId);
    await turn();

    const ids = { threadId, runId };
    emit(runStarted(ids));
    let end: (() => AGUIEvent) | undefined;
    try {
      const thread = await exchanges.thread(session, threadId, REMEMBERED);
      const { signal } = abort;
      signal.throwIfAborted();
      await runAnswer(dependencies, { received, page, aloud, session, thread, emit, signal, elapsed }, state);
      end = () => {
        const latencyMs = { ...state.latency, total: elapsed() };
        return runFinished(ids, { status: state.status, sources: state.sources.cited(), latencyMs });
      };
    } catch (error) {
      const { aborted } = abort.signal;
      state.status = aborted && utterances(state).length > 0 ? 'partial' : 'error';
      if (!aborted) log.error(withoutWords(error), 'an answer failed');
      // Whoever still reads a run that a newer one silenced is told that it has ended.
      const code = aborted ? 'interrupted' : 'internal';
      if (!run.left) end = () => runError(code, TEXTS[state.locale].error.internal);
    }
    // The citizen does not wait for the disk; a follow-up does, for it finds this run still active.
    if (end) emit(end());
    channel.close();
    run.ended = true;
    await store(run, { askedAt, latency: { ...state.latency, total: elapsed() }, steps: steps.times });
  }

  return {
    answer(request: AnswerRequest, context: AnswerContext, signal: AbortSignal) {
      if (!hall.answering()) throw new AnswersOff(hall.notice(request.forwardedProps.locale));
      const received = receive(request);
      const abort = new AbortController();
      const leave = () => {
        run.left = true;
        abort.abort();
      };
      const channel = createChannel<AGUIEvent>(leave);
      const run: ActiveRun = {
        session: context.session,
        threadId: request.threadId,
        runId: request.runId,
        abort,
        left: false,
        ended: false,
        state: newRunState(received, request.forwardedProps.locale),
        done: Promise.resolve(),
        heard: null,
      };
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      run.done = execute(run, request, received, channel).finally(() => {
        active.delete(run);
        signal.removeEventListener('abort', leave);
        channel.close();
      });
      active.add(run);
      return channel;
    },

    async heard(session: string, { threadId, runId, utterance, chars }: Heard) {
      const upTo = { utterance, chars };
      const run = [...active].find(
        (each) => each.session === session && each.runId === runId && each.threadId === threadId,
      );
      if (!run || run.ended) return exchanges.truncate(session, runId, upTo);
      if (cutAnswer(utterances(run.state), upTo) === undefined) return false;
      run.heard = upTo;
      return true;
    },

    async silence(session: string, threadId?: string) {
      await silence(
        (run) => run.session === session && (threadId === undefined || run.threadId === threadId),
      );
    },

    async close() {
      await silence(() => true);
      model?.close();
    },
  };
}
