import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { type AIMessageChunk, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { Runnable } from '@langchain/core/runnables';
import type { StructuredToolInterface } from '@langchain/core/tools';
import type { Sentence } from '../types.ts';
import { createSegmenter } from './segmenter.ts';
import { ModelTrouble } from './trouble.ts';

export interface LoopLimits {
  /** Rounds of tool calls before an answer must come. */
  turns: number;
  /** Tool calls in one round. */
  callsPerTurn: number;
  /** Characters of text in the whole answer; a model's own token limit is set where it is created. */
  chars: number;
  /** Longest wait for the next piece of the stream, in milliseconds. */
  pieceMs: number;
  /** Longest time for everything, in milliseconds. */
  totalMs: number;
}

export type LoopEvent =
  | { type: 'sentence'; sentence: Sentence }
  | { type: 'tool_call'; id: string; name: string; args: string }
  | { type: 'tool_result'; id: string; ok: boolean };

interface LoopOptions {
  model: BaseChatModel;
  tools: readonly StructuredToolInterface[];
  messages: readonly BaseMessage[];
  limits: LoopLimits;
  /** Aborts the run and the request upstream. */
  signal: AbortSignal;
}

/** The promise's value within `ms`, or ModelTrouble 'stalled' after `abort` has been called. */
async function within<T>(pending: Promise<T>, ms: number, abort: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort();
      reject(new ModelTrouble('stalled'));
    }, ms);
  });
  // After a stall nobody waits for it any more; its rejection must not end the process.
  pending.catch(() => {});
  try {
    return await Promise.race([pending, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

const textOf = (chunk: AIMessageChunk) => (typeof chunk.content === 'string' ? chunk.content : chunk.text);

/** Why the stream ended, or undefined when it never said: then it was cut. */
function finishReason(message: AIMessageChunk): string | undefined {
  const reason: unknown = message.response_metadata.finish_reason;
  return typeof reason === 'string' ? reason : undefined;
}

async function runTool(
  tools: readonly StructuredToolInterface[],
  call: { id: string; name: string; args: Record<string, unknown> },
  signal: AbortSignal,
): Promise<{ message: ToolMessage; ok: boolean }> {
  const { id, name, args } = call;
  const tool = tools.find((candidate) => candidate.name === name);
  const failed = (content: string) => ({
    message: new ToolMessage({ content, tool_call_id: id, name }),
    ok: false,
  });
  if (!tool) return failed('No such tool.');
  try {
    const message: unknown = await tool.invoke({ type: 'tool_call', id, name, args }, { signal });
    return message instanceof ToolMessage ? { message, ok: true } : failed('The tool gave no result.');
  } catch (error) {
    signal.throwIfAborted();
    // Arguments that do not fit the schema: the model may try again; what it sent is not repeated to it.
    if (error instanceof Error && /schema|parse/i.test(`${error.name} ${error.message}`)) {
      return failed('The arguments do not fit the tool.');
    }
    throw error;
  }
}

/**
 * Lets a chat model call tools and write, and gives its text sentence by sentence.
 * @throws {ModelTrouble} when the model refuses, stalls, breaks off, sends nonsense or nothing, or does not end.
 */
export async function* chatLoop({
  model,
  tools,
  messages,
  limits,
  signal,
}: LoopOptions): AsyncGenerator<LoopEvent> {
  const bound: Runnable<BaseLanguageModelInput, AIMessageChunk> = model.bindTools?.([...tools]) ?? model;
  const conversation = [...messages];
  const upstream = new AbortController();
  const abort = () => upstream.abort();
  signal.addEventListener('abort', abort, { once: true });
  const deadline = performance.now() + limits.totalMs;
  let chars = 0;
  let said = false;
  try {
    for (let turn = 0; turn < limits.turns; turn += 1) {
      signal.throwIfAborted();
      const segmenter = createSegmenter();
      let message: AIMessageChunk | undefined;
      try {
        const wait = () => Math.max(1, Math.min(limits.pieceMs, deadline - performance.now()));
        const stream = await within(bound.stream(conversation, { signal: upstream.signal }), wait(), abort);
        const iterator = stream[Symbol.asyncIterator]();
        for (;;) {
          const { value: chunk, done } = await within(iterator.next(), wait(), abort);
          if (done) break;
          message = message === undefined ? chunk : message.concat(chunk);
          const text = textOf(chunk);
          chars += text.length;
          if (chars > limits.chars) throw new ModelTrouble('limit');
          for (const sentence of segmenter.push(text)) {
            said = true;
            yield { type: 'sentence', sentence };
          }
        }
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ModelTrouble) throw error;
        if (error instanceof SyntaxError) throw new ModelTrouble('malformed', { cause: error });
        throw new ModelTrouble(message === undefined ? 'refused' : 'cut', { cause: error });
      }
      const reason = message === undefined ? undefined : finishReason(message);
      if (message === undefined) throw new ModelTrouble('empty');
      if (reason === undefined) throw new ModelTrouble('cut');
      // What a token limit cut off is no sentence.
      if (reason === 'length') throw new ModelTrouble('limit');
      for (const sentence of segmenter.flush()) {
        said = true;
        yield { type: 'sentence', sentence };
      }
      const calls = message.tool_calls ?? [];
      const broken = message.invalid_tool_calls ?? [];
      if (calls.length === 0 && broken.length > 0) throw new ModelTrouble('malformed');
      if (calls.length === 0) {
        if (!said) throw new ModelTrouble('empty');
        return;
      }
      if (calls.length > limits.callsPerTurn) throw new ModelTrouble('limit');
      conversation.push(message);
      for (const [i, call] of calls.entries()) {
        const id = call.id ?? `call-${turn}-${i}`;
        yield { type: 'tool_call', id, name: call.name, args: JSON.stringify(call.args) };
        const { message: result, ok } = await runTool(
          tools,
          { id, name: call.name, args: call.args },
          signal,
        );
        conversation.push(result);
        yield { type: 'tool_result', id, ok };
      }
    }
    throw new ModelTrouble('limit');
  } finally {
    signal.removeEventListener('abort', abort);
    upstream.abort();
  }
}
