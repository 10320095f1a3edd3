import { type Channel, type Heard, type Locale, MAX_QUESTION_CHARS } from '#protocol/index.ts';
import { sendFeedback } from './feedback.ts';
import { randomId } from './ids.ts';
import { recall, remember, type TabStorage } from './memory.ts';
import { type Action, reduce } from './reducer.ts';
import { type ConversationState, type Rating, utterancesOf } from './state.ts';
import { RunError, runAnswer } from './wire.ts';

export interface ConversationOptions {
  /** The tab's own storage: the conversation survives a reload, not the tab. */
  storage: TabStorage;
  channel: Channel;
  fetch?: typeof fetch;
  newId?: () => string;
  isOnline?: () => boolean;
  /** Calls back once after `ms`; returns what cancels it. */
  setTimer?: (callback: () => void, ms: number) => () => void;
  /** A citizen who has waited this long for the first words is told so, in milliseconds. Default 8000. */
  slowAfterMs?: number;
  /** A stream silent for this long is taken for cut, in milliseconds. Default 45000. */
  stalledAfterMs?: number;
  /** Milliseconds since the epoch. */
  nowMs?: () => number;
}

export interface Question {
  text: string;
  locale: Locale;
  /** Whether the answer should come with sound. */
  speech: boolean;
}

export interface Conversation {
  getSnapshot(): ConversationState;
  subscribe(listener: () => void): () => void;
  /** Asks; a running answer is aborted first. Returns the turn's id, or null for text that is empty or too long. */
  send(question: Question): string | null;
  /** Ends the running answer, if any. What has arrived stays. */
  abort(): void;
  /** The page is going away: the connection that now breaks is no fault to be told. */
  leave(): void;
  /** She was silenced while speaking an utterance, after `chars` characters: page and server forget the rest. */
  heard(utterance: string, chars: number): void;
  /**
   * Tells the server what the citizen thinks of a turn's answer. The turn shows it at once, and no more when it could
   * not be told: then false.
   */
  rate(id: string, rating: Rating, comment?: string): Promise<boolean>;
  /**
   * Ends the running answer and has the server erase this thread; then forgets everything and begins a new one. False,
   * with nothing forgotten, when the server could not be told.
   */
  erase(): Promise<boolean>;
}

const browserTimer = (callback: () => void, ms: number) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** A conversation with the answering service, as a store without a UI. */
export function createConversation(options: ConversationOptions): Conversation {
  const {
    storage,
    channel,
    fetch: request = (...args) => fetch(...args),
    newId = randomId,
    isOnline = () => navigator.onLine,
    setTimer = browserTimer,
    slowAfterMs = 8000,
    stalledAfterMs = 45_000,
    nowMs = Date.now,
  } = options;
  const listeners = new Set<() => void>();
  let state: ConversationState = recall(storage) ?? { threadId: newId(), turns: [] };
  let running: { id: string; controller: AbortController } | null = null;

  function dispatch(action: Action): void {
    state = reduce(state, action);
    remember(storage, state);
    for (const listener of listeners) listener();
  }

  async function run(
    id: string,
    { text, locale, speech }: Question,
    controller: AbortController,
  ): Promise<void> {
    const { threadId } = state;
    const stall = () => controller.abort(new RunError({ code: 'cut', message: null, retryAtMs: null }));
    let cancelStall = setTimer(stall, stalledAfterMs);
    const cancelSlow = setTimer(() => dispatch({ type: 'slow', id }), slowAfterMs);
    try {
      await runAnswer(
        {
          threadId,
          runId: id,
          state: {},
          messages: [{ id: newId(), role: 'user', content: text }],
          tools: [],
          context: [],
          forwardedProps: { locale, channel, speech },
        },
        {
          fetch: request,
          signal: controller.signal,
          isOnline,
          nowMs,
          onEvent(event) {
            cancelStall();
            cancelStall = setTimer(stall, stalledAfterMs);
            if (event.type === 'sentence' || event.type === 'utterance' || event.type === 'card')
              cancelSlow();
            dispatch({ type: 'event', id, event });
          },
        },
      );
    } catch (error) {
      // An abort by the citizen has settled the turn already; whatever else is thrown is told.
      if (error instanceof RunError) dispatch({ type: 'broke', id, problem: error.problem });
      else if (!controller.signal.aborted) throw error;
    } finally {
      cancelStall();
      cancelSlow();
      if (running?.id === id) running = null;
    }
  }

  function end(type: 'stopped' | 'left'): void {
    if (running === null) return;
    const { id, controller } = running;
    running = null;
    dispatch({ type, id });
    controller.abort();
  }
  const abort = () => end('stopped');

  function report(body: Heard): void {
    request('/api/answers/heard', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
    }).catch(() => {
      // Without a network the thread remembers more than was heard; nothing the citizen could do about it.
    });
  }

  async function isErased(threadId: string): Promise<boolean> {
    try {
      const path = `/api/conversations/${encodeURIComponent(threadId)}`;
      return (await request(path, { method: 'DELETE' })).ok;
    } catch {
      return false;
    }
  }

  return {
    getSnapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(question) {
      const text = question.text.trim();
      if (text === '' || text.length > MAX_QUESTION_CHARS) return null;
      abort();
      const id = newId();
      const controller = new AbortController();
      running = { id, controller };
      dispatch({ type: 'asked', id, question: text, locale: question.locale });
      void run(id, { ...question, text }, controller);
      return id;
    },
    abort,
    leave: () => end('left'),
    heard(utterance, chars) {
      const turn = state.turns.find((each) => utterancesOf(each).some(({ id }) => id === utterance));
      if (turn === undefined) return;
      dispatch({ type: 'silenced', id: turn.id, utterance, chars });
      report({ threadId: state.threadId, runId: turn.id, utterance, chars });
    },
    async rate(id, rating, comment = '') {
      const before = state.turns.find((turn) => turn.id === id)?.rating ?? null;
      dispatch({ type: 'rated', id, rating });
      const { thumb, reason } = rating;
      const body = { threadId: state.threadId, runId: id, rating: thumb, reason, comment };
      const isTold = await sendFeedback(body, request);
      if (!isTold) dispatch({ type: 'rated', id, rating: before });
      return isTold;
    },
    async erase() {
      abort();
      if (!(await isErased(state.threadId))) return false;
      // Whoever asked meanwhile asked in the thread that is gone.
      abort();
      dispatch({ type: 'cleared', threadId: newId() });
      return true;
    },
  };
}
