import type { BaseMessage } from '@langchain/core/messages';
import type { PieceSource } from './chat/pieces.ts';
import type { LanguageModel } from './language-model.ts';
import { chatLoop, type LoopEvent, type LoopLimits } from './loop.ts';
import { type RepairContext, repaired } from './repair.ts';
import type { Tool } from './tools/index.ts';
import { isOutage, ModelTrouble, type TroubleCode } from './trouble.ts';

export type WriteEvent = LoopEvent | { type: 'trouble'; code: TroubleCode } | { type: 'paused' };

interface WriteOptions {
  /** The language model, or null: then the offline one writes from the start. */
  model: LanguageModel | null;
  offline: PieceSource;
  tools: readonly Tool[];
  messages: readonly BaseMessage[];
  /** What failing sentences of the language model are written again with. */
  repair: Omit<RepairContext, 'model' | 'signal'>;
  signal: AbortSignal;
}

/** A citizen waits for these: a minute is the longest anyone stands before a counter in silence. */
const LIMITS = { turns: 4, callsPerTurn: 4, chars: 4000, totalMs: 60_000 };
const OFFLINE_LIMITS: LoopLimits = {
  ...LIMITS,
  pieceMs: LIMITS.totalMs,
  contextChars: Number.POSITIVE_INFINITY,
};

/**
 * The answer, sentence by sentence, by the language model when there is one and it may be asked. When it fails,
 * `trouble` says so and the offline model writes the answer from its beginning: whoever releases the sentences leaves
 * out what was said before. `paused` says that it was not asked.
 */
export async function* write({ model, offline, repair, ...loop }: WriteOptions): AsyncGenerator<WriteEvent> {
  const spent = model !== null && !model.budget.left();
  const pass = spent ? null : (model?.breaker.enter() ?? null);
  if (model && pass) {
    const limits = { ...LIMITS, pieceMs: model.timeoutMs, contextChars: model.contextChars };
    const { signal } = loop;
    try {
      yield* repaired(chatLoop({ ...loop, model: model.chat, limits }), { ...repair, model, signal });
      pass.succeeded();
      model.observer.asked('write', 'ok');
      return;
    } catch (error) {
      if (!(error instanceof ModelTrouble)) throw error;
      if (isOutage(error.code)) pass.failed(error.retryAfterMs);
      else pass.succeeded();
      model.observer.asked('write', error.code);
      yield { type: 'trouble', code: error.code };
    } finally {
      pass.leave();
    }
  } else if (model && spent) {
    model.observer.asked('write', 'spent');
    yield { type: 'trouble', code: 'spent' };
  } else if (model) {
    model.observer.asked('write', 'paused');
    yield { type: 'paused' };
  }
  yield* chatLoop({ ...loop, model: offline, limits: OFFLINE_LIMITS });
}

export { classify, type Utterance } from './classify.ts';
export { conversation } from './conversation.ts';
export {
  type Budget,
  createLanguageModel,
  type LanguageModel,
  type ModelObserver,
} from './language-model.ts';
export { createTools, numbered } from './tools/index.ts';
