import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import type { Endpoint } from '#server/config.ts';
import { ModelTrouble } from '../trouble.ts';
import { type Connection, openConnection, ParameterRefused } from './connection.ts';
import { createCallCollector, type Piece, type PieceRequest, type PieceSource } from './pieces.ts';
import { type OptionalParameter, wireMessage } from './wire.ts';

export interface OpenAICompatibleFields extends Endpoint {
  /** Longest reply unless a request says otherwise, in tokens. */
  maxTokens: number;
}

interface CallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/** Name of the tool that LangChain's `tool_choice` forces; its other words leave the choice to the model. */
function forcedBy(choice: CallOptions['tool_choice']): string | undefined {
  if (typeof choice === 'string') return /^(?:auto|any|none|required)$/.test(choice) ? undefined : choice;
  const named: unknown = choice?.function;
  return typeof named === 'object' && named !== null && 'name' in named && typeof named.name === 'string'
    ? named.name
    : undefined;
}

/** The arguments of a call, or undefined when they are no JSON object. */
export function readArgs(args: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(args === '' ? '{}' : args);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Schemas are the same for every answer; to translate one takes longer than all the rest of a request. */
const translated = new WeakMap<object, ReturnType<typeof convertToOpenAITool>>();

/** A tool as `/chat/completions` takes it. */
function wireTool(tool: BindToolsInput): object {
  const schema: unknown = 'schema' in tool ? tool.schema : undefined;
  if (typeof schema !== 'object' || schema === null) return convertToOpenAITool(tool);
  const known = translated.get(schema);
  if (known !== undefined && 'name' in tool && known.function.name === tool.name) return known;
  const definition = convertToOpenAITool(tool);
  translated.set(schema, definition);
  return definition;
}

/**
 * A chat model on any OpenAI-compatible server. Our own, because the libraries for it cost 36 to 50 µs for each token of
 * a stream: the answer loop reads `pieces`, everybody else the ways of LangChain.
 */
export class OpenAICompatibleChat extends BaseChatModel<CallOptions> implements PieceSource {
  readonly #connection: Connection;
  readonly #fields: OpenAICompatibleFields;
  /** What this server has been found not to take. */
  readonly #without = new Set<OptionalParameter>();

  constructor(fields: OpenAICompatibleFields) {
    super({ maxRetries: 0 });
    this.#fields = fields;
    this.#connection = openConnection(fields);
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs: Partial<CallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, CallOptions> {
    return this.withConfig({ ...kwargs, tools });
  }

  #body(request: PieceRequest): object {
    const { model, maxTokens } = this.#fields;
    const { forcedTool, tools = [] } = request;
    const without = this.#without;
    const most = request.maxTokens ?? maxTokens;
    return {
      model,
      messages: request.messages.map(wireMessage),
      stream: true,
      ...(without.has('temperature') ? {} : { temperature: 0 }),
      ...(without.has('max_tokens') ? { max_completion_tokens: most } : { max_tokens: most }),
      ...(tools.length > 0 ? { tools: tools.map(wireTool) } : {}),
      // Without it the one tool is still offered, and its caller reads what the model makes of that.
      ...(forcedTool === undefined || without.has('tool_choice')
        ? {}
        : { tool_choice: { type: 'function', function: { name: forcedTool } } }),
    };
  }

  async *pieces(request: PieceRequest): AsyncGenerator<readonly Piece[]> {
    for (;;) {
      try {
        yield* this.#connection.stream(this.#body(request), request.signal);
        return;
      } catch (error) {
        // Only a parameter that was sent can be refused: each is tried once.
        if (!(error instanceof ParameterRefused)) throw error;
        this.#without.add(error.parameter);
      }
    }
  }

  #request(messages: readonly BaseMessage[], { tools, tool_choice, signal }: CallOptions): PieceRequest {
    const forcedTool = forcedBy(tool_choice);
    return {
      messages,
      signal: signal ?? new AbortController().signal,
      ...(tools ? { tools } : {}),
      ...(forcedTool === undefined ? {} : { forcedTool }),
    };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for await (const batch of this.pieces(this.#request(messages, options))) {
      for (const { text, calls, finish } of batch) {
        const message = new AIMessageChunk({
          content: text,
          tool_call_chunks: calls.map(({ index, id, name, args }) => ({
            type: 'tool_call_chunk' as const,
            index,
            args,
            ...(id === null ? {} : { id }),
            ...(name === null ? {} : { name }),
          })),
          response_metadata: finish === null ? {} : { finish_reason: finish },
        });
        yield new ChatGenerationChunk({ text, message });
        await runManager?.handleLLMNewToken(text);
      }
    }
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const texts: string[] = [];
    const collector = createCallCollector((index) => `call-${index}`);
    let finish: string | null = null;
    for await (const batch of this.pieces(this.#request(messages, options))) {
      for (const piece of batch) {
        texts.push(piece.text);
        collector.add(piece.calls);
        finish = piece.finish ?? finish;
      }
    }
    if (finish === null) throw new ModelTrouble('cut');
    const text = texts.join('');
    const tool_calls = collector.calls().map(({ id, name, args: raw }) => {
      const args = readArgs(raw);
      if (args === undefined) throw new ModelTrouble('malformed');
      return { id, name, args, type: 'tool_call' as const };
    });
    const message = new AIMessage({
      content: text,
      tool_calls,
      response_metadata: { finish_reason: finish },
    });
    return { generations: [{ text, message }] };
  }

  /** Ends the connections kept for the next request. */
  close(): void {
    this.#connection.close();
  }
}
