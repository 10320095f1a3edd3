import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#server/config.ts';
import { type ChatScript, type FakeChat, startFakeChat } from '#server/testing/index.ts';
import { classify, createLanguageModel, type LanguageModel, type Utterance } from './index.ts';

let server: FakeChat;
let model: LanguageModel;
let observed: string[];

beforeEach(async () => {
  observed = [];
  server = await startFakeChat({ status: 500 });
  const { llm } = loadConfig({
    LLM_BASE_URL: server.baseUrl,
    LLM_ROUTE_TIMEOUT_MS: '300',
    LLM_BREAKER_FAILURES: '1',
  });
  if (!llm) throw new Error('no language model is configured');
  model = createLanguageModel(llm, {
    now: () => new Date(0),
    observer: { asked: (purpose, outcome) => observed.push(`${purpose} ${outcome}`), breaker: () => {} },
  });
});
afterEach(async () => {
  model.close();
  await server.close();
});

const UTTERANCE: Utterance = {
  question: '那要多久',
  before: ['怎么换身份证'],
  locale: 'zh',
  offline: 'question',
};
const says = (route: string): ChatScript => [
  { toolCall: { name: 'set_route', args: JSON.stringify({ route }) } },
];

async function routed(script: ChatScript, utterance: Partial<Utterance> = {}) {
  server.script('forced', script);
  return classify(model, { ...UTTERANCE, ...utterance }, new AbortController().signal);
}

describe('the route of an utterance', () => {
  it('is what the model says, made to call one tool with a few tokens', async () => {
    expect(await routed(says('follow_up'))).toBe('follow_up');
    const [body] = server.bodies('forced');
    expect(body).toMatchObject({
      tool_choice: { type: 'function', function: { name: 'set_route' } },
      max_tokens: 40,
    });
    expect(JSON.stringify(body)).toContain('怎么换身份证');
    expect(observed).toEqual(['route ok']);
  });

  it.each<Utterance['offline']>(['crisis', 'person', 'status'])(
    'is never talked away from %s, and the model is not asked',
    async (offline) => {
      expect(await routed(says('question'), { offline })).toBe(offline);
      expect(server.requests).toEqual([]);
    },
  );

  it.each<[string, ChatScript]>([
    ['makes up a label', says('fraud')],
    ['calls something else', [{ toolCall: { name: 'other', args: '{"route":"abuse"}' } }]],
    ['adds to the arguments', [{ toolCall: { name: 'set_route', args: '{"route":"abuse","x":1}' } }]],
    ['sends broken arguments', [{ toolCall: { name: 'set_route', args: '{"route":"ab' } }]],
    ['talks', [{ text: '这是一个办事的问题' }]],
    ['says nothing', []],
    ['fails', { status: 500 }],
    ['is cut', [{ text: 'abuse' }, 'cut']],
    ['is too slow', ['stall']],
  ])('is the rules’ when the model %s', async (_, script) => {
    expect(await routed(script)).toBe('question');
  });

  it('is read from the text where a server cannot force a call', async () => {
    server.script('forced', { status: 400, error: { message: 'unknown parameter: tool_choice' } });
    server.script('free', [{ text: ' apply。' }], [{ text: '{"route": "apply"}' }]);
    const { signal } = new AbortController();
    expect(await classify(model, UTTERANCE, signal)).toBe('apply');
    expect(await classify(model, UTTERANCE, signal)).toBe('apply');
  });

  it('is the rules’ while the model is left alone, and its failures open nothing', async () => {
    await routed({ status: 500 });
    expect(model.breaker.state()).toBe('closed');
    model.breaker.enter()?.failed();
    expect(await routed(says('follow_up'))).toBe('question');
    expect(server.bodies('forced')).toHaveLength(1);
  });

  it('is given up when the citizen leaves', async () => {
    server.script('forced', ['stall']);
    const leave = new AbortController();
    const routing = classify(model, UTTERANCE, leave.signal);
    setTimeout(() => leave.abort(new Error('left')), 30);
    await expect(routing).rejects.toThrow('left');
    await server.disconnected;
  });
});
