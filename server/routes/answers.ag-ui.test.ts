import { type AgentSubscriber, HttpAgent } from '@ag-ui/client';
import { EventSchemas } from '@ag-ui/core/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerResult, CustomEvents } from '#protocol/index.ts';
import { type ChatScript, type FakeChat, startFakeChat } from '#server/testing/index.ts';
import { type OpenHall, openHall } from './testing.ts';

let hall: OpenHall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

/** Node's fetch keeps no cookies: a program that wants a conversation keeps the session's itself. */
function withCookie() {
  let cookie = '';
  return async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const reply = await fetch(url, { ...init, headers });
    cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return reply;
  };
}

type Event = { type: string; [field: string]: unknown };

/** An agent as any program has it. Its client checks the order of events itself and fails a run that breaks it. */
function agentOf(origin: string) {
  const agent = new HttpAgent({ url: `${origin}/api/answers`, fetch: withCookie() });
  const ask = async (content: string, locale: 'zh' | 'en' = 'zh') => {
    agent.addMessage({ id: crypto.randomUUID(), role: 'user', content });
    const events: Event[] = [];
    const failures: string[] = [];
    const subscriber: AgentSubscriber = {
      onEvent: ({ event }) => {
        events.push({ ...event });
      },
      onRunFailed: ({ error }) => {
        failures.push(error.message);
      },
    };
    const { newMessages, result } = await agent.runAgent({ forwardedProps: { locale } }, subscriber);
    return { events, types: events.map(({ type }) => type), newMessages, result, failures };
  };
  return { agent, ask };
}

/** What the order of events must be like, whoever reads them. */
function expectLegal(events: readonly Event[]) {
  const open = new Set<unknown>();
  const enter = (name: unknown) => {
    expect(open.has(name)).toBe(false);
    open.add(name);
  };
  const leave = (name: unknown) => expect(open.delete(name)).toBe(true);
  expect(events[0]?.type).toBe('RUN_STARTED');
  expect(['RUN_FINISHED', 'RUN_ERROR']).toContain(events.at(-1)?.type);
  for (const event of events) {
    expect(EventSchemas.safeParse(event).error).toBeUndefined();
    if (event.type === 'STEP_STARTED') enter(event.stepName);
    if (event.type === 'STEP_FINISHED') leave(event.stepName);
    if (event.type === 'TEXT_MESSAGE_START') enter(event.messageId);
    if (event.type === 'TEXT_MESSAGE_CONTENT') expect(open.has(event.messageId)).toBe(true);
    if (event.type === 'TEXT_MESSAGE_END') leave(event.messageId);
    if (event.type === 'TOOL_CALL_START') enter(event.toolCallId);
    if (event.type === 'TOOL_CALL_ARGS') expect(open.has(event.toolCallId)).toBe(true);
    if (event.type === 'TOOL_CALL_END') leave(event.toolCallId);
    if (event.type === 'CUSTOM') {
      const schema = Object.entries(CustomEvents).find(([name]) => name === event.name)?.[1];
      expect(schema?.safeParse(event.value).success).toBe(true);
    }
  }
  if (events.at(-1)?.type === 'RUN_FINISHED') expect([...open]).toEqual([]);
}

describe('an AG-UI client', () => {
  it('has a conversation of two turns', async () => {
    const { agent, ask } = agentOf(hall.origin);
    const first = await ask('换身份证要带什么材料？');
    expectLegal(first.events);
    expect(first.failures).toEqual([]);
    expect(AnswerResult.parse(first.result).status).toBe('answered');
    expect(first.newMessages.at(-1)).toMatchObject({
      role: 'assistant',
      content: expect.stringContaining('身份证'),
    });
    const second = await ask('那要多少钱？');
    expectLegal(second.events);
    expect(AnswerResult.parse(second.result)).toMatchObject({
      status: 'answered',
      sources: [{ guide: 'id-card-renewal', section: 'fees' }],
    });
    expect(agent.messages.filter(({ role }) => role === 'user')).toHaveLength(2);
  });

  it.each([
    ['a greeting', '你好', 'greeting'],
    ['a clarifying question with choices', '我生孩子了', 'clarify'],
    ['a case that is not proved', '我的居住证办到哪一步了', 'needs_verification'],
    ['a wish for a person', '转人工', 'handoff'],
    ['nothing to do with the hall', '今天天气怎么样', 'out_of_scope'],
  ])('reads %s', async (_name, question, status) => {
    const { events, result } = await agentOf(hall.origin).ask(question);
    expectLegal(events);
    expect(AnswerResult.parse(result).status).toBe(status);
  });

  it('reads sources before what cites them, and utterances and cards as custom events', async () => {
    const { events } = await agentOf(hall.origin).ask('What do I need to renew my ID card?', 'en');
    expectLegal(events);
    const custom = events.filter(({ type }) => type === 'CUSTOM');
    const known = new Set<number>();
    let cited = 0;
    for (const { name, value } of custom) {
      if (name === 'sources') for (const { n } of CustomEvents.sources.parse(value)) known.add(n);
      if (name !== 'utterance') continue;
      for (const n of CustomEvents.utterance.parse(value).cites) {
        cited += 1;
        expect(known.has(n)).toBe(true);
      }
    }
    expect(cited).toBeGreaterThan(0);
    expect(
      custom.some(
        ({ name, value }) => name === 'card' && CustomEvents.card.parse(value).type === 'materials',
      ),
    ).toBe(true);
  });

  it('is told why a question is refused', async () => {
    const { agent } = agentOf(hall.origin);
    agent.addMessage({ id: 'm', role: 'user', content: '字'.repeat(501) });
    await expect(agent.runAgent({})).rejects.toThrow(/413/);
  });
});

describe('an AG-UI client of a hall with a language model', () => {
  let chat: FakeChat;
  let own: OpenHall;
  beforeAll(async () => {
    chat = await startFakeChat();
    own = await openHall({ LLM_BASE_URL: chat.baseUrl, LLM_TIMEOUT_MS: '1500' });
  });
  afterAll(async () => {
    await own.close();
    await chat.close();
  });
  const call = { name: 'get_guide_section', args: '{"guide":"id-card-renewal","sections":["contacts"]}' };

  it.each([
    ['a tool’s work', [[{ toolCall: call }], [{ text: '到期换领的工本费是20元。[1]' }]]],
    [
      'words before a tool’s work',
      [[{ text: '好的，我查一下。' }, { toolCall: call }], [{ text: '到期换领的工本费是20元。[1]' }]],
    ],
    [
      'two tools at once',
      [[{ toolCall: call }, { toolCall: call }], [{ text: '到期换领的工本费是20元。[1]' }]],
    ],
    [
      'a tool that does not exist',
      [[{ toolCall: { name: 'rm', args: '{' } }], [{ text: '到期换领的工本费是20元。[1]' }]],
    ],
    [
      'a writer that breaks off, and the offline one after it',
      [[{ text: '到期换领的工本费是20元。[1]' }, 'cut']],
    ],
    ['a writer that refuses', [{ status: 500 }]],
  ] satisfies [string, ChatScript[]][])('reads %s', async (_name, scripts) => {
    chat.script('free', ...scripts);
    const { events, failures, result } = await agentOf(own.origin).ask('换身份证要多少钱');
    expectLegal(events);
    expect(failures).toEqual([]);
    expect(['answered', 'partial']).toContain(AnswerResult.parse(result).status);
  });
});
