import type { AGUIEvent } from '@ag-ui/core';
import type { AnswerRequest, Heard, Locale } from '#protocol/index.ts';

export type { AGUIEvent };

/** Who asks: what the route knows and the body may not say. */
export interface AnswerContext {
  /** Cookie session; threads and grants belong to it. */
  session: string;
  /** Network address, for limits only. */
  address: string;
}

export interface Answers {
  /**
   * Starts the run at once and returns its events, which end with RUN_FINISHED or RUN_ERROR, or without either when
   * `signal` aborts. A run that the same thread still has going is silenced first.
   * @throws {AnswersOff} before any event, while the staff have switched her off.
   * @throws {MessageRefused} before any event, when there is nothing to answer.
   */
  answer(request: AnswerRequest, context: AnswerContext, signal: AbortSignal): AsyncIterable<AGUIEvent>;
  /** Makes the thread forget what was not heard. False when the session has no such answer. */
  heard(session: string, heard: Heard): Promise<boolean>;
  /** Ends what a session, or one thread of it, still has going; resolves when that is stored. */
  silence(session: string, threadId?: string): Promise<void>;
  /** Silences every run and waits until all are stored. */
  close(): Promise<void>;
}

/** A sentence on its way to the citizen. `cites` are the numbers of `Sources`. */
export interface Sentence {
  text: string;
  cites: readonly number[];
  /** Begins a line of its own: a list item. */
  line?: boolean;
}

/** A citable text that was put before the writer under number `n`. */
export interface NumberedSection {
  n: number;
  guide: string;
  version: string;
  section: string;
  /** `guide name · section title` */
  title: string;
  text: string;
  lang: Locale;
  /** Tells of one citizen's own case, not of a guide: sentences about it stay in the house. */
  personal?: boolean;
}
