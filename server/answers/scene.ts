import type { AnswerStatus, Card, Latency, Locale, Step } from '#protocol/index.ts';
import type { Cases } from '#server/cases/index.ts';
import type { Aspect, Knowledge } from '#server/knowledge/index.ts';
import type { Speech } from '#server/speech/index.ts';
import type { Delivery } from './deliver/index.ts';
import { type DialogueState, NO_DIALOGUE } from './dialogue/state.ts';
import { stepFinished, stepStarted } from './events.ts';
import type { Exchange } from './exchanges.ts';
import type { Redacted } from './redaction/index.ts';
import type { Release } from './release.ts';
import { createSources, type Sources } from './sources.ts';
import type { Texts } from './texts/index.ts';
import type { AGUIEvent } from './types.ts';
import type { Understanding } from './understand/index.ts';
import type { LanguageModel } from './write/index.ts';

export interface RunDependencies {
  knowledge: Knowledge;
  cases: Cases;
  speech: Speech;
  /** null: the offline model alone. */
  model: LanguageModel | null;
  now(): Date;
  newId(): string;
  log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

export interface RunInput {
  received: Redacted;
  page: Locale;
  aloud: boolean;
  session: string;
  /** Earlier exchanges of the thread, oldest first. */
  thread: readonly Exchange[];
  emit(event: AGUIEvent): void;
  signal: AbortSignal;
  /** Milliseconds since the request arrived. */
  elapsed(): number;
}

/** How a run came about, for the staff: codes and names alone, nothing that was said. */
export interface RunTrace {
  /** What the utterance was taken for; null before it is understood. */
  route: string | null;
  /** Name of the model that wrote the answer to its end, or `offline`; null where nothing was written from sources. */
  writer: string | null;
  /** What went wrong with the language model, in order. */
  troubles: string[];
  /** Why sentences were not released, one entry each. */
  dropped: string[];
}

/** What a run has come to so far; filled in as it goes, so that an aborted one can be stored too. */
export interface RunState {
  locale: Locale;
  question: string;
  status: AnswerStatus;
  guide: string | null;
  aspect: Aspect | null;
  latency: Omit<Latency, 'total'>;
  sources: Sources;
  delivery: Delivery | null;
  /** Where the conversation stands after this answer. */
  dialogue: DialogueState;
  trace: RunTrace;
}

/** A run that has not begun. */
export const newRunState = (received: Redacted, page: Locale): RunState => ({
  locale: page,
  question: received.text,
  status: 'error',
  guide: null,
  aspect: null,
  latency: { understand: null, retrieve: null, firstSentence: null, firstAudio: null },
  sources: createSources(),
  delivery: null,
  dialogue: NO_DIALOGUE,
  trace: { route: null, writer: null, troubles: [], dropped: [] },
});

/** Steps may overlap: the next sentence is written while the last is delivered. Each starts and finishes once. */
export function createSteps(emit: (event: AGUIEvent) => void) {
  const open: Step[] = [];
  const seen = new Set<Step>();
  return {
    start(step: Step) {
      if (seen.has(step)) return;
      seen.add(step);
      open.push(step);
      emit(stepStarted(step));
    },
    finish(step: Step) {
      const at = open.indexOf(step);
      if (at === -1) return;
      open.splice(at, 1);
      emit(stepFinished(step));
    },
    finishAll() {
      for (const step of open.splice(0)) emit(stepFinished(step));
    },
  };
}

/** What the parts of one run share. */
export interface Scene {
  dependencies: RunDependencies;
  input: RunInput;
  state: RunState;
  understanding: Understanding;
  texts: Texts;
  release: Release;
  steps: ReturnType<typeof createSteps>;
  /** Whether fewer words are wished for. */
  brief: boolean;
  show(card: Card): void;
}
