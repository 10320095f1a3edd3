import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import { z } from 'zod';
import { ModelTrouble } from '../trouble.ts';
import type { CallPiece, Piece } from './pieces.ts';

/** A message as `/chat/completions` takes it. */
export type WireMessage =
  | { role: 'system' | 'user'; content: string }
  | {
      role: 'assistant';
      content: string | null;
      tool_calls?: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
    }
  | { role: 'tool'; content: string; tool_call_id: string };

export function wireMessage(message: BaseMessage): WireMessage {
  const content = message.text;
  if (message instanceof ToolMessage) return { role: 'tool', content, tool_call_id: message.tool_call_id };
  if (message instanceof AIMessage) {
    const calls = (message.tool_calls ?? []).map(({ id, name, args }) => ({
      id: id ?? name,
      type: 'function' as const,
      function: { name, arguments: JSON.stringify(args) },
    }));
    if (calls.length === 0) return { role: 'assistant', content };
    return { role: 'assistant', content: content === '' ? null : content, tool_calls: calls };
  }
  return { role: message.type === 'system' ? 'system' : 'user', content };
}

const Delta = z.object({
  content: z.string().nullish(),
  tool_calls: z
    .array(
      z.object({
        index: z.int().min(0).max(100).nullish(),
        id: z.string().max(200).nullish(),
        function: z
          .object({ name: z.string().max(200).nullish(), arguments: z.string().nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});

/** An event of the stream, as far as it is used. Servers add fields of their own, which are let lie. */
const Chunk = z.object({
  choices: z
    .array(z.object({ delta: Delta.nullish(), finish_reason: z.string().max(100).nullish() }))
    .nullish(),
});

/** Servers that fail after their first byte say so inside the stream. */
const ErrorChunk = z.object({ error: z.unknown() });

const ErrorBody = z.object({
  error: z.object({
    message: z.string().nullish(),
    code: z.union([z.string(), z.number()]).nullish(),
    type: z.string().nullish(),
    param: z.string().nullish(),
  }),
});

const NO_CALLS: readonly CallPiece[] = [];
const NOTHING: Piece = { text: '', calls: NO_CALLS, finish: null };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Text of the plain event that nearly all are, `{choices: [{delta: {content}}]}`; undefined for every other, which the
 * schema reads. This runs for every token of every conversation.
 */
function plainText(event: unknown): string | undefined {
  if (!isRecord(event) || 'error' in event || !Array.isArray(event.choices) || event.choices.length !== 1)
    return undefined;
  const choice: unknown = event.choices[0];
  if (!isRecord(choice) || (choice.finish_reason ?? null) !== null || !isRecord(choice.delta))
    return undefined;
  const { content, tool_calls } = choice.delta;
  return typeof content === 'string' && (tool_calls ?? null) === null ? content : undefined;
}

function otherPiece(event: unknown): Piece {
  const failed = ErrorChunk.safeParse(event);
  if (failed.success && failed.data.error != null) throw troubleOf(500, event, null);
  const { choices } = Chunk.parse(event);
  const choice = choices?.[0];
  // The last event of some servers tells the usage alone.
  if (!choice) return NOTHING;
  const calls = (choice.delta?.tool_calls ?? []).map((call, i) => ({
    index: call.index ?? i,
    id: call.id ?? null,
    name: call.function?.name ?? null,
    args: call.function?.arguments ?? '',
  }));
  return {
    text: choice.delta?.content ?? '',
    calls: calls.length > 0 ? calls : NO_CALLS,
    finish: choice.finish_reason ?? null,
  };
}

/**
 * The data of one server-sent event → what it brings.
 * @throws {ModelTrouble} `malformed` when it makes no sense, or what an error inside the stream tells.
 */
export function parseChunk(data: string): Piece {
  try {
    const event: unknown = JSON.parse(data);
    const text = plainText(event);
    return text === undefined ? otherPiece(event) : { text, calls: NO_CALLS, finish: null };
  } catch (error) {
    if (error instanceof ModelTrouble) throw error;
    // What the server sent may repeat the conversation: its words stay out of the error.
    throw new ModelTrouble('malformed');
  }
}

/** OpenAI, vLLM, llama.cpp, Ollama and the Chinese providers each have their own words for it. */
const TOO_LONG =
  /context[_ ]length|context[_ ](?:window|size)|maximum context|(?:prompt|input|request|message)s? (?:is |are )?too (?:long|large)|too many (?:input )?tokens|exceeds? .{0,40}(?:context|token)|(?:超过|超出).{0,12}(?:长度|上下文|token)/i;

/** Parameters that not every server takes, and what each says when it does not. */
const REFUSALS = {
  tool_choice: /tool_choice/,
  max_tokens:
    /max_tokens.{0,80}(?:not supported|unsupported|instead)|(?:unsupported|unknown).{0,40}max_tokens/i,
  temperature: /temperature.{0,80}(?:not support|unsupported)|(?:unsupported|unknown).{0,40}temperature/i,
} as const;
export type OptionalParameter = keyof typeof REFUSALS;

const PARAMETERS: readonly OptionalParameter[] = ['tool_choice', 'max_tokens', 'temperature'];

/** The parameter of the request that an error minds, when it is one that can be done without. */
export function refusedParameter(
  status: number,
  error: unknown,
  request: object,
): OptionalParameter | undefined {
  if (status !== 400 && status !== 404 && status !== 422 && status !== 501) return undefined;
  const parsed = ErrorBody.safeParse(error);
  if (!parsed.success) return undefined;
  const { message, param } = parsed.data.error;
  const says = message ?? '';
  if (TOO_LONG.test(says)) return undefined;
  return PARAMETERS.find((name) => name in request && (param === name || REFUSALS[name].test(says)));
}

/** What an HTTP error means, by its status and what its body says; none of its words are kept. */
export function troubleOf(status: number, body: unknown, retryAfterMs: number | null): ModelTrouble {
  const parsed = ErrorBody.safeParse(body);
  const { message, code, type } = parsed.success ? parsed.data.error : {};
  const says = `${code ?? ''} ${type ?? ''} ${message ?? ''}`;
  if (status === 413 || (status !== 429 && TOO_LONG.test(says))) return new ModelTrouble('context_too_long');
  if (status === 400 && /content_filter|content_policy|data_inspection_failed/i.test(says))
    return new ModelTrouble('filtered');
  if (status === 429 || /rate_limit/i.test(says)) return new ModelTrouble('rate_limited', { retryAfterMs });
  return new ModelTrouble('refused', { retryAfterMs: status === 503 ? retryAfterMs : null });
}

/** `Retry-After` in seconds or as a date → milliseconds from now; null when it says nothing of use. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
