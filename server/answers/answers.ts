import type { AnswerRequest, Heard, Latency } from '#protocol/index.ts';
import type { Config } from '#server/config.ts';
import { createChannel } from './channel.ts';
import { runError, runFinished, runStarted } from './events.ts';
import { cutAnswer, type ExchangeStore, type HeardUpTo } from './exchanges.ts';
import { receive } from './receive.ts';
import { runAnswer } from './run.ts';
import { newRunState, type RunDependencies, type RunState } from './scene.ts';
import { TEXTS } from './texts/index.ts';
import { createTurns } from './turns.ts';
import type { AGUIEvent, AnswerContext, Answers } from './types.ts';
import { createLanguageModel, type ModelObserver } from './write/index.ts';

export interface AnswersOptions extends Omit<RunDependencies, 'model'> {
  exchanges: ExchangeStore;
  /** null: the offline model writes. */
  llm: Config['llm'];
  /** Hears how the language model fares, for counting. */
  observer?: ModelObserver;
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
export function createAnswers({ exchanges, llm, observer, ...rest }: AnswersOptions): Answers {
  const { now, log } = rest;
  const model = llm && createLanguageModel(llm, { now, observer });
  const dependencies: RunDependencies = { ...rest, model };
  const active = new Set<ActiveRun>();
  const turn = createTurns();

  async function store(run: ActiveRun, askedAt: Date, latency: Latency): Promise<void> {
    const { session, threadId, runId, state } = run;
    const { locale, question, status, guide, aspect, sources, dialogue } = state;
    try {
      await exchanges.save({
        session,
        threadId,
        runId,
        askedAt,
        locale,
        question,
        answer: utterances(state),
        heardAnswer: null,
        status,
        guide,
        aspect,
        sources: sources.cited(),
        latency,
        dialogue,
      });
      if (run.heard) await exchanges.truncate(session, runId, run.heard);
    } catch (error) {
      // The citizen has the answer; only the thread forgets it.
      log.error(withoutWords(error), 'an exchange could not be stored');
    }
  }

  async function execute(
    run: ActiveRun,
    request: AnswerRequest,
    received: ReturnType<typeof receive>,
    emit: (event: AGUIEvent) => void,
  ): Promise<void> {
    const askedAt = now();
    const started = performance.now();
    const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
    const { session, threadId, runId, state, abort } = run;
    const { locale: page, speech: aloud } = request.forwardedProps;
    const silenced = [...active].filter(
      (other) => other !== run && other.session === session && other.threadId === threadId,
    );
    for (const other of silenced) other.abort.abort();
    await Promise.all(silenced.map(({ done }) => done));
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
    await store(run, askedAt, { ...state.latency, total: elapsed() });
    if (end) emit(end());
  }

  return {
    answer(request: AnswerRequest, context: AnswerContext, signal: AbortSignal) {
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
        state: newRunState(received, request.forwardedProps.locale),
        done: Promise.resolve(),
        heard: null,
      };
      if (signal.aborted) leave();
      signal.addEventListener('abort', leave, { once: true });
      run.done = execute(run, request, received, (event) => channel.push(event)).finally(() => {
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
      if (!run) return exchanges.truncate(session, runId, upTo);
      if (cutAnswer(utterances(run.state), upTo) === undefined) return false;
      run.heard = upTo;
      return true;
    },

    async close() {
      for (const run of active) run.abort.abort();
      await Promise.all([...active].map(({ done }) => done));
    },
  };
}
