import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { BaseMessage } from '@langchain/core/messages';
import type { StructuredToolInterface } from '@langchain/core/tools';
import { chatLoop, type LoopEvent, type LoopLimits } from './loop.ts';
import { ModelTrouble, type TroubleCode } from './trouble.ts';

export type WriteEvent = LoopEvent | { type: 'trouble'; code: TroubleCode };

interface WriteOptions {
  /** The language model, or null: then the offline one writes from the start. */
  model: (() => Promise<BaseChatModel>) | null;
  offline: BaseChatModel;
  tools: readonly StructuredToolInterface[];
  messages: readonly BaseMessage[];
  /** Longest wait for the language model's next piece, in milliseconds. */
  pieceMs: number;
  signal: AbortSignal;
}

/** A citizen waits for these: a minute is the longest anyone stands before a counter in silence. */
const LIMITS: Omit<LoopLimits, 'pieceMs'> = { turns: 4, callsPerTurn: 4, chars: 4000, totalMs: 60_000 };

/**
 * The answer, sentence by sentence, by the language model when there is one. When that fails, `trouble` says so and the
 * offline model writes the answer from its beginning: whoever releases the sentences leaves out what was said before.
 */
export async function* write({ model, offline, pieceMs, ...loop }: WriteOptions): AsyncGenerator<WriteEvent> {
  if (model !== null) {
    try {
      yield* chatLoop({ ...loop, model: await model(), limits: { ...LIMITS, pieceMs } });
      return;
    } catch (error) {
      if (!(error instanceof ModelTrouble)) throw error;
      yield { type: 'trouble', code: error.code };
    }
  }
  yield* chatLoop({ ...loop, model: offline, limits: { ...LIMITS, pieceMs: LIMITS.totalMs } });
}

export { conversation } from './conversation.ts';
export { openAiModel } from './openai.ts';
export { createTools, numbered } from './tools.ts';
