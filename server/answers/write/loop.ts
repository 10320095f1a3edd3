import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type { Verdict } from '../check/index.ts';
import type { Sentence } from '../types.ts';
import { withinBudget } from './budget.ts';
import { readArgs } from './chat/model.ts';
import { createCallCollector, type PieceSource, piecesOf } from './chat/pieces.ts';
import { createSegmenter } from './segmenter.ts';
import { leavesToCard, type Tool, type ToolArtifact } from './tools/index.ts';
import { ModelTrouble } from './trouble.ts';

export interface LoopLimits {
  /** Rounds of tool calls before an answer must come. */
  turns: number;
  /** Tool calls in one round. */
  callsPerTurn: number;
  /** Characters of text in the whole answer; a model's own token limit is set where it is created. */
  chars: number;
  /** Characters that are sent with one request, as far as trimming can reach it. */
  contextChars: number;
  /** Longest wait for the next piece of the stream, in milliseconds. */
  pieceMs: number;
  /** Longest time for everything, in milliseconds. */
  totalMs: number;
}

export type LoopEvent =
  /** `verdict` when the sentence has been judged already. */
  | { type: 'sentence'; sentence: Sentence; verdict?: Verdict }
  | { type: 'tool_call'; id: string; name: string; args: string }
  | { type: 'tool_result'; id: string; ok: boolean };

interface LoopOptions {
  model: BaseChatModel | PieceSource;
  tools: readonly Tool[];
  messages: readonly BaseMessage[];
  limits: LoopLimits;
  /** Aborts the run and the request upstream. */
  signal: AbortSignal;
}

/** Why what is upstream ends when the loop does. An error made for each answer would cost its stack. */
const OVER = new Error('the answer is over');

/** Finish reasons of filters, in the words of different providers. */
const FILTERED = /^(?:content_filter|sensitive)$/;

/**
 * Calls `onStall` when a wait takes longer than it may. Waits are timed one at a time. A wait begins with every piece of
 * a stream: one timer serves them all, and looks anew when it fires whether the wait of then is over.
 */
function createWatch({ pieceMs, totalMs }: LoopLimits, onStall: () => void) {
  const deadline = performance.now() + totalMs;
  let until: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = undefined;
    if (until === null) return;
    const left = until - performance.now();
    if (left <= 0) onStall();
    else timer = setTimeout(look, Math.max(1, left));
  };
  return {
    start() {
      const now = performance.now();
      until = now + Math.min(pieceMs, deadline - now);
      timer ??= setTimeout(look, Math.max(1, until - now));
    },
    stop() {
      until = null;
    },
    close() {
      clearTimeout(timer);
    },
  };
}

interface Call {
  id: string;
  name: string;
  args: Record<string, unknown>;
}

async function runTool(
  tools: readonly Tool[],
  { id, name, args }: Call,
  signal: AbortSignal,
): Promise<{ message: ToolMessage; ok: boolean }> {
  const tool = tools.find((candidate) => candidate.name === name);
  // What the model sent is not repeated to it: neither its words nor its names.
  const failed = (content: string) => ({
    message: new ToolMessage({ content, tool_call_id: id }),
    ok: false,
  });
  if (!tool) return failed('No such tool.');
  const running = tool.run(args);
  if (running === undefined) return failed('The arguments do not fit the tool.');
  const [content, artifact] = await running;
  signal.throwIfAborted();
  return { message: new ToolMessage({ content, artifact, name, tool_call_id: id }), ok: true };
}

/** Whether a result of one of our tools leaves the rest to a card. */
function endsInCard({ artifact }: ToolMessage): boolean {
  // Tools of our own made it.
  return artifact !== undefined && leavesToCard(artifact as ToolArtifact);
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
  const conversation = [...messages];
  const upstream = new AbortController();
  const abort = () => upstream.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let stall: ModelTrouble | undefined;
  const watch = createWatch(limits, () => {
    stall = new ModelTrouble('stalled');
    upstream.abort(stall);
  });
  let chars = 0;
  let said = false;
  try {
    for (let turn = 0; turn < limits.turns; turn += 1) {
      signal.throwIfAborted();
      const segmenter = createSegmenter();
      const texts: string[] = [];
      const collector = createCallCollector((index) => `call-${turn}-${index}`);
      let finish: string | null = null;
      const request = {
        messages: withinBudget(conversation, limits.contextChars),
        tools,
        signal: upstream.signal,
      };
      watch.start();
      for await (const batch of piecesOf(model, request)) {
        watch.stop();
        for (const piece of batch) {
          finish = piece.finish ?? finish;
          if (piece.calls.length > 0) collector.add(piece.calls);
          if (piece.text === '') continue;
          texts.push(piece.text);
          chars += piece.text.length;
          if (chars > limits.chars) throw new ModelTrouble('limit');
          for (const sentence of segmenter.push(piece.text)) {
            said = true;
            yield { type: 'sentence', sentence };
          }
        }
        watch.start();
      }
      watch.stop();
      signal.throwIfAborted();
      if (finish === null) throw new ModelTrouble('cut');
      // What a token limit or a filter cut off is no sentence.
      if (finish === 'length') throw new ModelTrouble('limit');
      if (FILTERED.test(finish)) throw new ModelTrouble('filtered');
      for (const sentence of segmenter.flush()) {
        said = true;
        yield { type: 'sentence', sentence };
      }
      const made = collector.calls();
      const calls = made.flatMap(({ id, name, args: raw }): Call[] => {
        const args = readArgs(raw);
        return args === undefined ? [] : [{ id, name, args }];
      });
      if (calls.length === 0 && made.length > 0) throw new ModelTrouble('malformed');
      if (calls.length === 0) {
        const last = conversation.at(-1);
        if (!said && !(last instanceof ToolMessage && endsInCard(last))) throw new ModelTrouble('empty');
        return;
      }
      if (calls.length > limits.callsPerTurn) throw new ModelTrouble('limit');
      const tool_calls = calls.map((call) => ({ ...call, type: 'tool_call' as const }));
      conversation.push(new AIMessage({ content: texts.join(''), tool_calls }));
      for (const call of calls) {
        const { id, name, args } = call;
        yield { type: 'tool_call', id, name, args: JSON.stringify(args) };
        const { message, ok } = await runTool(tools, call, signal);
        conversation.push(message);
        yield { type: 'tool_result', id, ok };
      }
    }
    throw new ModelTrouble('limit');
  } catch (error) {
    signal.throwIfAborted();
    // LangChain tells an abort in words of its own.
    throw stall ?? error;
  } finally {
    watch.close();
    signal.removeEventListener('abort', abort);
    upstream.abort(OVER);
  }
}
