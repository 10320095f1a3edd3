import type { BaseChatModel, BindToolsInput } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';

/** A part of a tool call as it is streamed: `index` says which call it belongs to, `args` is joined in order. */
export interface CallPiece {
  index: number;
  id: string | null;
  name: string | null;
  args: string;
}

/** What one step of a stream brings. */
export interface Piece {
  text: string;
  calls: readonly CallPiece[];
  /** Why the stream is over, in OpenAI's words; null while it is not. */
  finish: string | null;
}

export interface PieceRequest {
  messages: readonly BaseMessage[];
  tools?: readonly BindToolsInput[];
  /** Name of the tool that must be called. */
  forcedTool?: string;
  /** Longest reply, in tokens. */
  maxTokens?: number;
  /** Ends the request upstream. The stream rejects with the signal's reason. */
  signal: AbortSignal;
}

/** A chat model read without LangChain's messages and callbacks in between. */
export interface PieceSource {
  /** Several pieces at a time when several have arrived. Breaking off the iteration ends the request. */
  pieces(request: PieceRequest): AsyncIterable<readonly Piece[]>;
}

const NO_CALLS: readonly CallPiece[] = [];

function pieceOf(chunk: AIMessageChunk): Piece {
  const finish: unknown = chunk.response_metadata.finish_reason;
  const calls = (chunk.tool_call_chunks ?? []).map(({ index, id, name, args }, i) => ({
    index: index ?? i,
    id: id ?? null,
    name: name ?? null,
    args: args ?? '',
  }));
  return {
    text: typeof chunk.content === 'string' ? chunk.content : chunk.text,
    calls: calls.length > 0 ? calls : NO_CALLS,
    finish: typeof finish === 'string' ? finish : null,
  };
}

const isSource = (model: BaseChatModel | PieceSource): model is PieceSource => 'pieces' in model;

/** The stream of any chat model: its own pieces when it has them, else what LangChain streams. */
export const piecesOf = (
  model: BaseChatModel | PieceSource,
  request: PieceRequest,
): AsyncIterable<readonly Piece[]> => (isSource(model) ? model.pieces(request) : streamed(model, request));

async function* streamed(model: BaseChatModel, request: PieceRequest): AsyncGenerator<readonly Piece[]> {
  const bound = model.bindTools?.([...(request.tools ?? [])]) ?? model;
  for await (const chunk of await bound.stream([...request.messages], { signal: request.signal }))
    yield [pieceOf(chunk)];
}

export interface ToolCall {
  id: string;
  name: string;
  /** JSON as the model wrote it, not yet read. */
  args: string;
}

export interface CallCollector {
  add(pieces: readonly CallPiece[]): void;
  /** The calls in order; those without a name are left out. */
  calls(): ToolCall[];
}

/** Joins the streamed parts of tool calls once, at the end. */
export function createCallCollector(fallbackId: (index: number) => string): CallCollector {
  const open = new Map<number, { id: string; name: string; args: string[] }>();
  return {
    add(pieces) {
      for (const { index, id, name, args } of pieces) {
        const call = open.get(index) ?? { id: '', name: '', args: [] };
        open.set(index, call);
        if (id) call.id = id;
        if (name) call.name += name;
        if (args !== '') call.args.push(args);
      }
    },
    calls: () =>
      [...open].flatMap(([index, { id, name, args }]) =>
        name === '' ? [] : [{ id: id || fallbackId(index), name, args: args.join('') }],
      ),
  };
}
