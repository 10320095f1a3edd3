import { HumanMessage } from '@langchain/core/messages';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadConfig } from '#server/config.ts';
import { type ChatScript, type FakeChat, startFakeChat } from '#server/testing/index.ts';
import type { Verdict } from '../check/index.ts';
import type { Sentence } from '../types.ts';
import type { PieceSource } from './chat/pieces.ts';
import { createLanguageModel, type LanguageModel, type WriteEvent, write } from './index.ts';
import { tool } from './tools/index.ts';

const SECTIONS = new Map([
  [1, '到期换领的工本费是20元，丢失补领的工本费是40元。'],
  [2, '办理地点：政务服务大厅2楼户政窗口。'],
]);
const PAUSE_MS = 10_000;
const FAILURES = 3;

let clock: number;
let observed: string[];
let servers: FakeChat[];
let models: LanguageModel[];
/** Arguments that the tool was called with. */
let looked: string[];

beforeEach(() => {
  clock = 0;
  budget = Number.POSITIVE_INFINITY;
  observed = [];
  looked = [];
  servers = [];
  models = [];
});
afterEach(async () => {
  for (const model of models) model.close();
  await Promise.all(servers.map((server) => server.close()));
});

const lookUp = tool(
  async ({ what }) => {
    looked.push(what);
    return [`找到${what}`, { kind: 'search', sections: [] }];
  },
  {
    name: 'look_up',
    description: 'd',
    schema: z.strictObject({ what: z.string().max(20) }),
  },
);

const offline: PieceSource = {
  async *pieces() {
    yield [{ text: '离线回答。[1]', calls: [], finish: 'stop' }];
  },
};

/** Requests that the budget still has; each takes one. */
let budget: number;

async function withModel(...scripts: ChatScript[]) {
  const server = await startFakeChat(...scripts);
  servers.push(server);
  const { llm } = loadConfig({
    LLM_BASE_URL: server.baseUrl,
    LLM_TIMEOUT_MS: '1000',
    LLM_BREAKER_FAILURES: String(FAILURES),
    LLM_BREAKER_PAUSE_MS: String(PAUSE_MS),
  });
  if (!llm) throw new Error('no language model is configured');
  const model = createLanguageModel(llm, {
    now: () => new Date(clock),
    budget: {
      left: () => budget > 0,
      spend: () => {
        budget -= 1;
      },
    },
    observer: {
      asked: (purpose, outcome) => observed.push(`${purpose} ${outcome}`),
      breaker: (state) => observed.push(state),
    },
  });
  models.push(model);
  return { server, model };
}

/** The plainest check: cites a section and holds no figure that the section has not. */
function judge({ text, cites }: Sentence): Verdict {
  const [n] = cites;
  if (n === undefined) return { ok: false, reason: 'uncited' };
  const section = SECTIONS.get(n);
  if (section === undefined) return { ok: false, reason: 'unknown_source' };
  return (text.match(/\d+/g) ?? []).every((figure) => section.includes(figure))
    ? { ok: true }
    : { ok: false, reason: 'too_long' };
}

function start(model: LanguageModel | null, signal = new AbortController().signal) {
  return write({
    model,
    offline,
    tools: [lookUp],
    messages: [new HumanMessage('换身份证多少钱')],
    repair: {
      locale: 'zh',
      question: '换身份证多少钱',
      sections: () => SECTIONS,
      judge,
    },
    signal,
  });
}

interface Outcome {
  /** Sentences that pass, and those that fail with a cross before them. */
  sentences: string[];
  types: string[];
}

async function outcome(events: AsyncIterable<WriteEvent>): Promise<Outcome> {
  const result: Outcome = { sentences: [], types: [] };
  for await (const event of events) {
    if (event.type === 'sentence') {
      const { text } = event.sentence;
      result.sentences.push(event.verdict?.ok === false ? `×${text}` : text);
    } else result.types.push(event.type === 'trouble' ? `trouble ${event.code}` : event.type);
  }
  return result;
}

const RIGHT = '到期换领的工本费是20元。[1]';
const WRONG = '丢失补领的工本费是99元。[1]';
const MENDED = '丢失补领的工本费是40元。';

describe('a budget that is spent', () => {
  it('leaves the writing to the offline model, and tells the breaker nothing', async () => {
    const { server, model } = await withModel([{ text: RIGHT }]);
    budget = 1;
    expect((await outcome(start(model))).sentences).toEqual(['到期换领的工本费是20元。']);
    expect(await outcome(start(model))).toEqual({ sentences: ['离线回答。'], types: ['trouble spent'] });
    expect(server.requests).toHaveLength(1);
    expect(observed).toEqual(['write ok', 'write spent']);
    expect(model.breaker.state()).toBe('closed');
  });

  it('lets an answer that has begun be finished', async () => {
    const { model } = await withModel(
      [{ toolCall: { name: 'look_up', args: '{"what":"费用"}' } }],
      [{ text: RIGHT }],
    );
    budget = 1;
    expect((await outcome(start(model))).types).toEqual(['tool_call', 'tool_result']);
  });
});

describe('a sentence that fails the check', () => {
  it('is written again, in its place', async () => {
    const { server, model } = await withModel([{ text: `${RIGHT}${WRONG}到2楼户政窗口办。[2]` }]);
    server.script('plain', [{ text: `${MENDED}[1]` }]);
    const { sentences } = await outcome(start(model));
    expect(sentences).toEqual(['到期换领的工本费是20元。', MENDED, '到2楼户政窗口办。']);
    expect(observed).toEqual(['repair ok', 'write ok']);
  });

  it('is sent with its reason and the one section it cites, and no tools', async () => {
    const { server, model } = await withModel([{ text: WRONG }]);
    await outcome(start(model));
    const [body] = server.bodies('plain');
    const sent = JSON.stringify(body);
    expect(sent).toContain('丢失补领的工本费是99元');
    expect(sent).toContain('40元');
    expect(sent).not.toContain('户政窗口');
    expect(body).toMatchObject({ max_tokens: 160 });
  });

  it('rests on the section that it was shown when the new one names none', async () => {
    const { server, model } = await withModel([{ text: WRONG }]);
    server.script('plain', [{ text: MENDED }]);
    expect((await outcome(start(model))).sentences).toEqual([MENDED]);
  });

  it('without a source is compared with the section it is most like', async () => {
    const { server, model } = await withModel([{ text: '丢失补领的工本费是40元。' }]);
    server.script('plain', [{ text: `${MENDED}[1]` }]);
    expect((await outcome(start(model))).sentences).toEqual([MENDED]);
    expect(JSON.stringify(server.bodies('plain')[0])).not.toContain('户政窗口');
  });

  it('that is like no section is left out without asking', async () => {
    const { server, model } = await withModel([{ text: '今天天气真好呀。' }]);
    expect((await outcome(start(model))).sentences).toEqual(['×今天天气真好呀。']);
    expect(server.bodies('plain')).toEqual([]);
  });

  it.each<[string, ChatScript]>([
    ['cannot be mended', [{ text: 'NONE' }]],
    ['is wrong again', [{ text: '丢失补领的工本费是98元。[1]' }]],
    ['becomes several', [{ text: `${MENDED}[1]还有别的。[1]` }]],
    ['repeats what was said', [{ text: RIGHT }]],
    ['is cut off', [{ text: MENDED }, 'length']],
    ['cites what it was not given', [{ text: `${MENDED}[9]` }]],
    ['meets a server error', { status: 500 }],
    ['comes too late', ['stall']],
  ])('that %s is left out', async (_, script) => {
    const { server, model } = await withModel([{ text: `${RIGHT}${WRONG}` }]);
    server.script('plain', script);
    const { sentences, types } = await outcome(start(model));
    expect(sentences).toEqual(['到期换领的工本费是20元。', '×丢失补领的工本费是99元。']);
    expect(types).toEqual([]);
  });

  it('is written again twice an answer at most', async () => {
    const { server, model } = await withModel([{ text: `${WRONG}收91元。[1]收92元。[1]收93元。[1]` }]);
    await outcome(start(model));
    expect(server.bodies('plain')).toHaveLength(2);
  });

  it('holds up those after it, which arrive meanwhile', async () => {
    let mend = () => {};
    const until = new Promise<void>((resolve) => {
      mend = resolve;
    });
    const { server, model } = await withModel([{ text: `${WRONG}${RIGHT}` }]);
    server.script('plain', [{ until }, { text: `${MENDED}[1]` }]);
    const events = start(model);
    const first = events.next();
    const early = await Promise.race([
      first.then(() => 'sentence'),
      new Promise((resolve) => setTimeout(() => resolve('nothing'), 100)),
    ]);
    expect(early).toBe('nothing');
    mend();
    expect((await first).value).toMatchObject({ sentence: { text: MENDED } });
    expect((await outcome(events)).sentences).toEqual(['到期换领的工本费是20元。']);
  });

  it('is no longer mended when the citizen leaves', async () => {
    const { server, model } = await withModel([{ text: `${RIGHT}${WRONG}` }]);
    server.script('plain', ['stall']);
    const leave = new AbortController();
    const events = start(model, leave.signal);
    await events.next();
    const mending = events.next();
    setTimeout(() => leave.abort(new Error('left')), 50);
    await expect(mending).rejects.toThrow('left');
    await server.disconnected;
    expect(observed).toEqual([]);
  });

  it('of mere politeness is not', async () => {
    const { server, model } = await withModel([{ text: `好的！${RIGHT}` }]);
    expect((await outcome(start(model))).sentences).toEqual(['×好的！', '到期换领的工本费是20元。']);
    expect(server.bodies('plain')).toEqual([]);
  });

  it('before a tool call is not: it was no part of the answer', async () => {
    const { server, model } = await withModel(
      [{ text: '正在找到期换领的工本费。' }, { toolCall: { name: 'look_up', args: '{"what":"a"}' } }],
      [{ text: RIGHT }],
    );
    const { sentences } = await outcome(start(model));
    expect(sentences).toEqual(['×正在找到期换领的工本费。', '到期换领的工本费是20元。']);
    expect(server.bodies('plain')).toEqual([]);
  });
});

describe('tools', () => {
  const call = (args: string) => ({ toolCall: { name: 'look_up', args } });

  it('may be called twice in one turn', async () => {
    const { server, model } = await withModel(
      [call('{"what":"费用"}'), call('{"what":"地点"}')],
      [{ text: RIGHT }],
    );
    expect(await outcome(start(model))).toEqual({
      sentences: ['到期换领的工本费是20元。'],
      types: ['tool_call', 'tool_result', 'tool_call', 'tool_result'],
    });
    expect(looked).toEqual(['费用', '地点']);
    expect(server.bodies('free').at(-1)).toMatchObject({
      messages: [
        { role: 'user' },
        { role: 'assistant', tool_calls: [{ id: 'call_1_0' }, { id: 'call_1_1' }] },
        { role: 'tool', tool_call_id: 'call_1_0', content: '找到费用' },
        { role: 'tool', tool_call_id: 'call_1_1', content: '找到地点' },
      ],
    });
  });

  it('are called so many times and no more', async () => {
    const endless = await withModel([call('{"what":"a"}')]);
    expect((await outcome(start(endless.model))).types.at(-1)).toBe('trouble limit');
    expect(endless.server.bodies('free')).toHaveLength(4);
    const many = await withModel(Array.from({ length: 5 }, () => call('{"what":"a"}')));
    expect((await outcome(start(many.model))).types).toEqual(['trouble limit']);
  });

  it.each([
    ['that do not exist', { toolCall: { name: 'EVIL', args: '{}' } }],
    ['with arguments too many', call('{"what":"a","EVIL":1}')],
    ['with arguments of another kind', call('{"what":["EVIL"]}')],
  ])('%s are refused without an echo', async (_, piece) => {
    const { server, model } = await withModel([piece], [{ text: RIGHT }]);
    const { sentences } = await outcome(start(model));
    expect(sentences).toEqual(['到期换领的工本费是20元。']);
    expect(looked).toEqual([]);
    const results = z
      .object({ messages: z.array(z.looseObject({ role: z.string(), content: z.string().nullable() })) })
      .parse(server.bodies('free').at(-1))
      .messages.filter(({ role }) => role === 'tool');
    expect(results).toHaveLength(1);
    expect(JSON.stringify(results)).not.toContain('EVIL');
  });
});

describe('when the language model fails', () => {
  it.each<[string, ChatScript]>([
    ['refused', { status: 500 }],
    ['rate_limited', { status: 429 }],
    ['context_too_long', { status: 400, error: { code: 'context_length_exceeded', message: '' } }],
    ['stalled', ['stall']],
    ['cut', [{ text: '到期' }, 'cut']],
    ['malformed', ['garbage']],
    ['empty', []],
    ['limit', [{ text: '到期' }, 'length']],
    ['filtered', [{ text: '到期' }, { finish: 'content_filter' }]],
  ])('(%s) the offline one writes on', async (code, script) => {
    const { model } = await withModel(script);
    expect(await outcome(start(model))).toEqual({ sentences: ['离线回答。'], types: [`trouble ${code}`] });
    expect(observed).toEqual([`write ${code}`]);
  });

  it('what it never finished saying is not said', async () => {
    const { model } = await withModel([{ text: `${RIGHT}丢失补领的工本` }, 'cut']);
    expect((await outcome(start(model))).sentences).toEqual(['到期换领的工本费是20元。', '离线回答。']);
  });

  it('a slow first word is waited for, as long as it comes in time', async () => {
    const { model } = await withModel([{ waitMs: 400 }, { text: RIGHT }]);
    expect((await outcome(start(model))).types).toEqual([]);
  });
});

describe('a language model that keeps failing', () => {
  async function failing() {
    const { server, model } = await withModel({ status: 500 });
    for (let i = 0; i < FAILURES; i += 1) await outcome(start(model));
    return { server, model };
  }

  it('is left alone for a while: the offline one answers without a wait', async () => {
    const { server, model } = await failing();
    const asked = server.requests.length;
    expect(await outcome(start(model))).toEqual({ sentences: ['离线回答。'], types: ['paused'] });
    expect(server.requests).toHaveLength(asked);
    expect(observed).toContain('open');
    expect(observed.at(-1)).toBe('write paused');
  });

  it('is tried once after the pause, and asked again when that goes well', async () => {
    const { server, model } = await failing();
    clock += PAUSE_MS;
    let go = () => {};
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    server.script('free', [{ until }, { text: RIGHT }]);
    const trial = outcome(start(model));
    expect((await outcome(start(model))).types).toEqual(['paused']);
    go();
    expect((await trial).sentences).toEqual(['到期换领的工本费是20元。']);
    expect((await outcome(start(model))).types).toEqual([]);
    expect(model.breaker.state()).toBe('closed');
  });

  it('is left alone again when the trial fails', async () => {
    const { model } = await failing();
    clock += PAUSE_MS;
    expect((await outcome(start(model))).types).toEqual(['trouble refused']);
    expect((await outcome(start(model))).types).toEqual(['paused']);
  });

  it('is tried by the next citizen when the one of the trial leaves', async () => {
    const { server, model } = await failing();
    clock += PAUSE_MS;
    server.script('free', ['stall'], [{ text: RIGHT }]);
    const leave = new AbortController();
    const trial = outcome(start(model, leave.signal));
    setTimeout(() => leave.abort(new Error('left')), 30);
    await expect(trial).rejects.toThrow('left');
    expect((await outcome(start(model))).sentences).toEqual(['到期换领的工本费是20元。']);
  });

  it('gets the pause that it asks for', async () => {
    const { model } = await withModel({ status: 429, headers: { 'retry-after': '60' } });
    await outcome(start(model));
    clock += 59_000;
    expect((await outcome(start(model))).types).toEqual(['paused']);
    clock += 1000;
    expect((await outcome(start(model))).types).toEqual(['trouble rate_limited']);
  });

  it('is not taken for broken because of one question that it cannot answer', async () => {
    const { model } = await withModel({ status: 413 });
    for (let i = 0; i <= FAILURES; i += 1) await outcome(start(model));
    expect(model.breaker.state()).toBe('closed');
  });

  it('is not taken for broken by citizens who leave', async () => {
    const { model } = await withModel(['stall']);
    for (let i = 0; i <= FAILURES; i += 1) {
      const leave = new AbortController();
      const leaving = outcome(start(model, leave.signal));
      setTimeout(() => leave.abort(new Error('left')), 20);
      await expect(leaving).rejects.toThrow('left');
    }
    expect(model.breaker.state()).toBe('closed');
  });
});
