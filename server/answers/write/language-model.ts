import type { Config } from '#server/config.ts';
import { type Breaker, type BreakerState, createBreaker } from './breaker.ts';
import { OpenAICompatibleChat } from './chat/model.ts';
import type { PieceSource } from './chat/pieces.ts';
import type { TroubleCode } from './trouble.ts';

/** What a language model is asked for. */
export type Purpose = 'write' | 'repair' | 'route';

/** Hears of the language model, for counting. Nothing of any conversation is told. */
export interface ModelObserver {
  /** An asking is over; `paused`: it was not asked, because it had failed too often. */
  asked(purpose: Purpose, outcome: 'ok' | 'paused' | TroubleCode): void;
  breaker(state: BreakerState): void;
}

export const NO_OBSERVER: ModelObserver = { asked: () => {}, breaker: () => {} };

/** How often it may still be asked today. */
export interface Budget {
  left(): boolean;
  spend(): void;
}

const NO_BUDGET: Budget = { left: () => true, spend: () => {} };

/** A language model with all that is needed to ask it with care. */
export interface LanguageModel {
  name: string;
  chat: PieceSource;
  breaker: Breaker;
  /** Each request through `chat` is taken from it. */
  budget: Pick<Budget, 'left'>;
  observer: ModelObserver;
  /** Longest wait for the next piece of an answer, and for a whole repair, in milliseconds. */
  timeoutMs: number;
  /** Longest wait for a route, in milliseconds. */
  routeTimeoutMs: number;
  /** Characters that are sent with one request, as far as trimming can reach it. */
  contextChars: number;
  close(): void;
}

/** The language model of the configuration. Nothing is sent before it is first asked. */
export function createLanguageModel(
  llm: NonNullable<Config['llm']>,
  {
    now,
    observer = NO_OBSERVER,
    budget = NO_BUDGET,
  }: { now(): Date; observer?: ModelObserver | undefined; budget?: Budget | undefined },
): LanguageModel {
  const { model: name, timeoutMs, routeTimeoutMs, contextChars } = llm;
  const server = new OpenAICompatibleChat(llm);
  const chat: PieceSource = {
    pieces(request) {
      budget.spend();
      return server.pieces(request);
    },
  };
  const breaker = createBreaker({
    failures: llm.breakerFailures,
    pauseMs: llm.breakerPauseMs,
    now: () => now().getTime(),
    onChange: (state) => observer.breaker(state),
  });
  const close = () => server.close();
  return { name, chat, breaker, budget, observer, timeoutMs, routeTimeoutMs, contextChars, close };
}
