import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ChatScript, type FakeChat, startFakeChat } from '#server/testing/index.ts';
import { ModelTrouble } from '../trouble.ts';
import { OpenAICompatibleChat } from './model.ts';
import type { Piece, PieceRequest } from './pieces.ts';

const open: { server: FakeChat; model: OpenAICompatibleChat }[] = [];

afterEach(async () => {
  for (const { server, model } of open.splice(0)) {
    model.close();
    await server.close();
  }
});

async function withServer(...scripts: ChatScript[]) {
  const server = await startFakeChat(...scripts);
  server.script('plain', ...scripts);
  const model = new OpenAICompatibleChat({
    baseUrl: server.baseUrl,
    apiKey: 'key-1',
    model: 'fake',
    maxTokens: 99,
  });
  open.push({ server, model });
  return { server, model };
}

const QUESTION = [new HumanMessage('多少钱')];
const fee = tool(() => '', { name: 'fee', description: 'd', schema: z.strictObject({ id: z.string() }) });

async function read(model: OpenAICompatibleChat, request: Partial<PieceRequest> = {}) {
  const pieces: Piece[] = [];
  const { signal } = new AbortController();
  for await (const batch of model.pieces({ messages: QUESTION, signal, ...request })) pieces.push(...batch);
  return { pieces, text: pieces.map(({ text }) => text).join(''), finish: pieces.at(-1)?.finish };
}

const troubleWith = async (...scripts: ChatScript[]): Promise<ModelTrouble> => {
  const { model } = await withServer(...scripts);
  const error: unknown = await read(model).catch((reason: unknown) => reason);
  if (!(error instanceof ModelTrouble)) throw new Error(`no trouble but ${String(error)}`);
  return error;
};

describe('the lean chat model', () => {
  it('streams text piece by piece and says why it ended', async () => {
    const { model } = await withServer([{ text: '工本费是二十元。' }]);
    const { text, finish, pieces } = await read(model);
    expect(text).toBe('工本费是二十元。');
    expect(finish).toBe('stop');
    expect(pieces.length).toBeGreaterThan(3);
  });

  it('sends messages, limits and tools as the protocol wants them', async () => {
    const { server, model } = await withServer([{ text: '好' }]);
    const tool_calls = [{ id: 'c1', name: 'fee', args: { id: 'x' }, type: 'tool_call' as const }];
    await read(model, {
      messages: [
        new SystemMessage('规则'),
        ...QUESTION,
        new AIMessage({ content: '', tool_calls }),
        new ToolMessage({ content: '20元', tool_call_id: 'c1' }),
      ],
      tools: [fee],
      maxTokens: 7,
    });
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe('Bearer key-1');
    expect(request?.body).toMatchObject({
      model: 'fake',
      stream: true,
      max_tokens: 7,
      messages: [
        { role: 'system', content: '规则' },
        { role: 'user', content: '多少钱' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'c1', type: 'function', function: { name: 'fee', arguments: '{"id":"x"}' } }],
        },
        { role: 'tool', content: '20元', tool_call_id: 'c1' },
      ],
      tools: [{ type: 'function', function: { name: 'fee', parameters: { required: ['id'] } } }],
    });
    expect(request?.body).not.toHaveProperty('tool_choice');
  });

  it('is a LangChain model: invoke, stream and bindTools', async () => {
    const script: ChatScript = [{ text: '查' }, { toolCall: { name: 'fee', args: '{"id":"a"}' } }];
    const { server, model } = await withServer(script);
    const bound = model.bindTools([fee], { tool_choice: 'fee' });
    server.script('forced', script);
    const message = await bound.invoke(QUESTION);
    expect(message.text).toBe('查');
    expect(message.tool_calls).toMatchObject([{ name: 'fee', args: { id: 'a' } }]);
    expect(server.bodies('forced')).toMatchObject([
      { tool_choice: { type: 'function', function: { name: 'fee' } } },
    ]);
    let streamed = '';
    for await (const part of await model.stream(QUESTION)) streamed += part.text;
    expect(streamed).toBe('查');
  });

  it('keeps its connection for the next request', async () => {
    const { server, model } = await withServer([{ text: '好' }]);
    for (let i = 0; i < 4; i += 1) await read(model);
    expect(server.connections()).toBe(1);
  });

  it('asks again when a kept connection turns out to be closed, but not once an answer has begun', async () => {
    const { server, model } = await withServer([{ text: '好' }]);
    await read(model);
    server.script('plain', ['cut'], [{ text: '好' }], [{ text: '好' }, { waitMs: 30 }, 'cut']);
    expect((await read(model)).text).toBe('好');
    expect(server.connections()).toBe(2);
    await expect(read(model)).rejects.toMatchObject({ code: 'cut' });
    expect(server.requests).toHaveLength(4);
  });

  it('puts characters together that packets have cut', async () => {
    const event = Buffer.from(`data: {"choices":[{"delta":{"content":"证件"}}]}\n\n`);
    const at = event.indexOf(Buffer.from('件')) + 1;
    const { model } = await withServer([
      { bytes: event.subarray(0, at) },
      { waitMs: 20 },
      { bytes: event.subarray(at) },
    ]);
    expect((await read(model)).text).toBe('证件');
  });

  it('tolerates what other servers send beside: usage alone, no delta, null fields, comments', async () => {
    const { model } = await withServer([
      { bytes: Buffer.from(': ping\n\n') },
      { event: { choices: [], usage: { total_tokens: 3 } } },
      { event: { choices: [{ delta: null }] } },
      {
        event: {
          choices: [{ delta: { content: null, tool_calls: null, reasoning: 'x' }, finish_reason: null }],
        },
      },
      { text: '好' },
    ]);
    expect((await read(model)).text).toBe('好');
  });

  it('gives calls without an index the place they have', async () => {
    const call = { function: { name: 'fee', arguments: '{}' } };
    const { model } = await withServer([{ event: { choices: [{ delta: { tool_calls: [call] } }] } }]);
    const { pieces } = await read(model);
    expect(pieces.flatMap(({ calls }) => calls)).toEqual([{ index: 0, id: null, name: 'fee', args: '{}' }]);
  });

  it('closes the connection when the reader stops or gives up', async () => {
    const { server, model } = await withServer([{ text: '好' }, 'stall']);
    const { signal } = new AbortController();
    for await (const batch of model.pieces({ messages: QUESTION, signal })) if (batch.length > 0) break;
    await server.disconnected;
  });

  it('gives the reason of an abort and closes the connection', async () => {
    const { server, model } = await withServer(['stall']);
    const leave = new AbortController();
    const reading = read(model, { signal: leave.signal });
    setTimeout(() => leave.abort(new Error('left')), 30);
    await expect(reading).rejects.toThrow('left');
    await server.disconnected;
  });

  it('sends nothing once the citizen has left', async () => {
    const { server, model } = await withServer([{ text: '好' }]);
    await expect(read(model, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(server.requests).toEqual([]);
  });

  it('does without tool_choice on a server that refuses it, and remembers', async () => {
    const { server, model } = await withServer([{ text: '好' }]);
    server.script('forced', { status: 400, error: { message: 'tool_choice is not supported' } });
    for (let i = 0; i < 2; i += 1) await read(model, { tools: [fee], forcedTool: 'fee' });
    expect(server.bodies('forced')).toHaveLength(1);
    expect(server.bodies('free')).toHaveLength(2);
  });

  it('does with the newer names of parameters where a server wants them', async () => {
    const refused = (message: string) => ({ status: 400, error: { message, type: 'invalid_request_error' } });
    const { server, model } = await withServer(
      refused("Unsupported parameter: 'max_tokens' is not supported. Use 'max_completion_tokens' instead."),
      refused("Unsupported value: 'temperature' does not support 0 with this model."),
      [{ text: '好' }],
    );
    expect((await read(model)).text).toBe('好');
    const last = server.bodies('plain').at(-1);
    expect(last).toMatchObject({ max_completion_tokens: 99 });
    expect(last).not.toHaveProperty('max_tokens');
    expect(last).not.toHaveProperty('temperature');
    await read(model);
    expect(server.requests).toHaveLength(4);
  });
});

describe('trouble with the server is typed', () => {
  it.each<[string, ModelTrouble['code'], ChatScript]>([
    ['an error of its own', 'refused', { status: 500 }],
    ['a wrong key', 'refused', { status: 401 }],
    ['a redirection', 'refused', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['too many requests', 'rate_limited', { status: 429 }],
    ['too long for it', 'context_too_long', { status: 413 }],
    [
      'too long, in OpenAI’s words',
      'context_too_long',
      { status: 400, error: { message: 'x', code: 'context_length_exceeded' } },
    ],
    [
      'too long, in other words',
      'context_too_long',
      { status: 400, error: { message: 'the request exceeds the available context size' } },
    ],
    [
      'too long, told by its limit of tokens',
      'context_too_long',
      {
        status: 400,
        error: { message: "'max_tokens' is too large: this model's maximum context length is 9" },
      },
    ],
    [
      'too long, in Chinese',
      'context_too_long',
      { status: 400, error: { message: '输入超过模型最大长度限制' } },
    ],
    ['filtered words', 'filtered', { status: 400, error: { message: 'x', code: 'content_filter' } }],
    ['another bad request', 'refused', { status: 400, error: { message: 'no such model' } }],
    ['an error in the stream', 'refused', [{ text: '好' }, { event: { error: { message: 'boom' } } }]],
    ['a break', 'cut', [{ text: '好' }, 'cut']],
    ['no JSON', 'malformed', ['garbage']],
    ['JSON of another kind', 'malformed', [{ event: { choices: [{ delta: { content: 5 } }] } }]],
    ['no end', 'limit', [{ bytes: Buffer.alloc(2 * 1024 * 1024, ': x\n') }]],
  ])('%s', async (_, code, script) => {
    expect((await troubleWith(script)).code).toBe(code);
  });

  it('is refused where nobody listens', async () => {
    const { server, model } = await withServer([]);
    await server.close();
    await expect(read(model)).rejects.toMatchObject({ code: 'refused' });
  });

  it('tells how long the server wants to be left alone', async () => {
    expect((await troubleWith({ status: 429, headers: { 'retry-after': '7' } })).retryAfterMs).toBe(7000);
    expect((await troubleWith({ status: 503, headers: { 'retry-after': '2' } })).retryAfterMs).toBe(2000);
    const date = new Date(Date.now() + 60_000).toUTCString();
    const { retryAfterMs } = await troubleWith({ status: 429, headers: { 'retry-after': date } });
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect((await troubleWith({ status: 429, headers: { 'retry-after': 'soon' } })).retryAfterMs).toBeNull();
  });

  it('keeps none of the server’s words', async () => {
    const trouble = await troubleWith({ status: 400, error: { message: 'you said SECRET' } });
    expect(JSON.stringify([trouble.message, trouble.stack, String(trouble.cause)])).not.toContain('SECRET');
  });
});
