import { createServer, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnswerRequest, Feedback, Heard } from '#protocol/index.ts';
import { type ConversationOptions, createConversation } from './conversation.ts';
import { CONVERSATION_KEY } from './memory.ts';
import { tabStorage, utterance } from './testing/index.ts';

type Handler = (reply: ServerResponse, send: (event: object) => void, request: AnswerRequest) => void;

const result = {
  status: 'answered',
  sources: [],
  latencyMs: { understand: 1, retrieve: 1, firstSentence: 1, firstAudio: null, total: 2 },
};
const finish = { type: 'RUN_FINISHED', threadId: 't', runId: 'r', result };
const say = (text: string) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'm', delta: text });

describe('conversation', () => {
  let handler: Handler;
  let heard: Heard[];
  let gone: number;
  let rated: Feedback[];
  let erased: string[];
  /** Whether the server keeps and erases what it is told to. */
  let isWilling: boolean;
  let timers: { callback: () => void; ms: number; live: boolean }[];
  let storage: ReturnType<typeof tabStorage>;
  let base: string;

  const server = createServer(async (request, reply) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    if (request.url === '/api/answers/heard') {
      heard.push(Heard.parse(JSON.parse(text)));
      return void reply.writeHead(204).end();
    }
    if (request.url === '/api/answers/feedback') {
      rated.push(Feedback.parse(JSON.parse(text)));
      return void reply.writeHead(isWilling ? 204 : 404).end();
    }
    if (request.method === 'DELETE') {
      erased.push(String(request.url));
      return void reply.writeHead(isWilling ? 204 : 500).end();
    }
    reply.on('close', () => {
      if (!reply.writableEnded) gone += 1;
    });
    const send = (event: object) => {
      if (!reply.headersSent) reply.writeHead(200, { 'content-type': 'text/event-stream' });
      reply.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    handler(reply, send, AnswerRequest.parse(JSON.parse(text)));
  });

  beforeEach(async () => {
    heard = [];
    gone = 0;
    rated = [];
    erased = [];
    isWilling = true;
    timers = [];
    storage = tabStorage();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const open = (more: Partial<ConversationOptions> = {}) =>
    createConversation({
      storage,
      channel: 'web',
      fetch: (path, init) => fetch(`${base}${String(path)}`, init),
      isOnline: () => true,
      setTimer(callback, ms) {
        const timer = { callback, ms, live: true };
        timers.push(timer);
        return () => {
          timer.live = false;
        };
      },
      ...more,
    });
  const ask = (text: string) => ({ text, locale: 'zh' as const, speech: true });
  const until = (conversation: ReturnType<typeof open>, holds: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!holds()) return;
        unsubscribe();
        resolve();
      };
      const unsubscribe = conversation.subscribe(check);
      check();
    });
  const settled = (conversation: ReturnType<typeof open>) =>
    until(conversation, () => conversation.getSnapshot().turns.at(-1)?.phase !== 'running');
  const lastOf = (conversation: ReturnType<typeof open>) => conversation.getSnapshot().turns.at(-1);

  it('sends the question as AG-UI input and gathers the answer', async () => {
    let received: AnswerRequest | undefined;
    handler = (reply, send, request) => {
      received = request;
      send(say('一个月内申报。'));
      send({ type: 'CUSTOM', name: 'utterance', value: utterance('u1', '一个月内申报。') });
      send(finish);
      reply.end();
    };
    const conversation = open();
    const id = conversation.send(ask('  户口怎么上？ '));
    await settled(conversation);
    expect(received).toMatchObject({
      runId: id,
      threadId: conversation.getSnapshot().threadId,
      messages: [{ role: 'user', content: '户口怎么上？' }],
      forwardedProps: { locale: 'zh', channel: 'web', speech: true },
    });
    expect(lastOf(conversation)).toMatchObject({
      phase: 'done',
      status: 'answered',
      parts: [{ kind: 'sentence' }],
    });
  });

  it('sends nothing that is empty or too long', () => {
    const conversation = open();
    expect(conversation.send(ask(' \n '))).toBeNull();
    expect(conversation.send(ask('长'.repeat(501)))).toBeNull();
    expect(conversation.getSnapshot().turns).toEqual([]);
  });

  it("shows the server's own words when it refuses", async () => {
    handler = (reply) => {
      reply.writeHead(429, { 'content-type': 'application/json' });
      reply.end(JSON.stringify({ code: 'busy', message: '请过半分钟再问。' }));
    };
    const conversation = open();
    conversation.send(ask('在吗'));
    await settled(conversation);
    expect(lastOf(conversation)?.problem).toMatchObject({ code: 'refused', message: '请过半分钟再问。' });
  });

  it('knows when to try again, and a hall that is switched off', async () => {
    const problem = { code: 'too_many_questions', message: '您问得有点快。' };
    handler = (reply) => {
      reply.writeHead(429, { 'content-type': 'application/json', 'retry-after': '42' });
      reply.end(JSON.stringify(problem));
    };
    const conversation = open({ nowMs: () => 1000 });
    conversation.send(ask('在吗'));
    await settled(conversation);
    expect(lastOf(conversation)?.problem).toMatchObject({ code: 'refused', retryAtMs: 43_000 });
    problem.code = 'answers_off';
    conversation.send(ask('在吗'));
    await settled(conversation);
    expect(lastOf(conversation)?.problem).toMatchObject({ code: 'off', message: '您问得有点快。' });
  });

  it('tells offline from a server that does not reply', async () => {
    const broken = { fetch: () => Promise.reject(new TypeError('failed')) };
    for (const isOnline of [true, false]) {
      const conversation = open({ ...broken, isOnline: () => isOnline });
      conversation.send(ask('在吗'));
      await settled(conversation);
      expect(lastOf(conversation)?.problem?.code).toBe(isOnline ? 'unreachable' : 'offline');
    }
  });

  it('keeps what was checked when the answer breaks off', async () => {
    handler = (reply, send) => {
      send(say('一个月内申报。'));
      setTimeout(() => reply.destroy(), 20);
    };
    const conversation = open();
    conversation.send(ask('户口'));
    await settled(conversation);
    expect(lastOf(conversation)).toMatchObject({
      phase: 'failed',
      problem: { code: 'cut' },
      parts: [{ text: '一个月内申报。' }],
    });
  });

  it('takes a stream that ends without its end for cut', async () => {
    handler = (reply, send) => {
      send(say('一个月内申报。'));
      reply.end();
    };
    const conversation = open();
    conversation.send(ask('户口'));
    await settled(conversation);
    expect(lastOf(conversation)?.problem?.code).toBe('cut');
  });

  it('says a word after eight seconds of silence, none after the first sentence', async () => {
    let release = () => {};
    handler = (_reply, send) => {
      send({ type: 'STEP_STARTED', stepName: 'retrieve' });
      release = () => send(say('好。'));
    };
    const conversation = open();
    conversation.send(ask('户口'));
    await until(conversation, () => lastOf(conversation)?.step === 'retrieve');
    const slow = timers.find(({ ms }) => ms === 8000);
    expect(slow?.live).toBe(true);
    slow?.callback();
    expect(lastOf(conversation)?.slow).toBe(true);
    release();
    await until(conversation, () => lastOf(conversation)?.parts.length === 1);
    expect(lastOf(conversation)?.slow).toBe(false);
    expect(slow?.live).toBe(false);
    conversation.abort();
  });

  it('gives up on a stream that stalls', async () => {
    handler = (_reply, send) => send(say('好。'));
    const conversation = open();
    conversation.send(ask('户口'));
    await until(conversation, () => lastOf(conversation)?.parts.length === 1);
    timers.findLast(({ ms, live }) => ms === 45_000 && live)?.callback();
    await settled(conversation);
    expect(lastOf(conversation)?.problem?.code).toBe('cut');
  });

  it('aborts the request and keeps what has arrived when the citizen stops it', async () => {
    handler = (_reply, send) => send(say('好。'));
    const conversation = open();
    conversation.send(ask('户口'));
    await until(conversation, () => lastOf(conversation)?.parts.length === 1);
    conversation.abort();
    expect(lastOf(conversation)).toMatchObject({
      phase: 'stopped',
      problem: null,
      parts: [{ text: '好。' }],
    });
    await expect.poll(() => gone).toBe(1);
  });

  it('stops the running answer when a new question is asked', async () => {
    handler = (_reply, send) => send(say('好。'));
    const conversation = open();
    conversation.send(ask('户口'));
    await until(conversation, () => lastOf(conversation)?.parts.length === 1);
    conversation.send(ask('身份证'));
    expect(conversation.getSnapshot().turns.map(({ phase }) => phase)).toEqual(['stopped', 'running']);
    conversation.abort();
  });

  it('tells the server what was heard, for the turn of the utterance', async () => {
    handler = (reply, send) => {
      send({ type: 'CUSTOM', name: 'utterance', value: utterance('u1', '一个月内申报。') });
      send(finish);
      reply.end();
    };
    const conversation = open();
    const id = conversation.send(ask('户口'));
    await settled(conversation);
    conversation.heard('u1', 3);
    conversation.heard('nobody', 1);
    const { threadId } = conversation.getSnapshot();
    await expect.poll(() => heard).toEqual([{ threadId, runId: id, utterance: 'u1', chars: 3 }]);
    expect(lastOf(conversation)?.silencedAt).toEqual({ utterance: 'u1', chars: 3 });
  });

  it('is there again after a reload, the cut answer marked so, in the same thread', async () => {
    handler = (_reply, send) => send(say('好。'));
    const before = open();
    before.send(ask('户口'));
    await until(before, () => lastOf(before)?.parts.length === 1);
    const after = open();
    expect(after.getSnapshot().threadId).toBe(before.getSnapshot().threadId);
    expect(lastOf(after)).toMatchObject({
      question: '户口',
      phase: 'interrupted',
      parts: [{ text: '好。' }],
    });
    before.abort();
  });

  it('marks the answer that leaving the page cuts off', async () => {
    handler = (_reply, send) => send(say('好。'));
    const conversation = open();
    conversation.send(ask('户口'));
    await until(conversation, () => lastOf(conversation)?.parts.length === 1);
    conversation.leave();
    await expect.poll(() => gone).toBe(1);
    expect(lastOf(open())).toMatchObject({ phase: 'interrupted', problem: null, parts: [{ text: '好。' }] });
  });

  it('starts afresh when what was kept makes no sense', () => {
    storage.setItem(CONVERSATION_KEY, '{"version":1,"threadId":"t","turns":[{"id":7}]}');
    expect(open().getSnapshot().turns).toEqual([]);
    storage.setItem(CONVERSATION_KEY, 'nonsense');
    expect(open().getSnapshot().turns).toEqual([]);
  });

  describe('with an answer', () => {
    let conversation: ReturnType<typeof open>;
    let id: string;
    beforeEach(async () => {
      handler = (reply, send) => {
        send(say('好。'));
        send(finish);
        reply.end();
      };
      conversation = open();
      id = conversation.send(ask('户口')) ?? '';
      await settled(conversation);
    });

    it('tells the server of a thumb and keeps it with the turn, the comment not', async () => {
      const rating = { thumb: 'down', reason: 'too_long' } as const;
      expect(await conversation.rate(id, rating, '太长了')).toBe(true);
      const { threadId } = conversation.getSnapshot();
      expect(rated).toEqual([{ threadId, runId: id, rating: 'down', reason: 'too_long', comment: '太长了' }]);
      expect(lastOf(open())?.rating).toEqual(rating);
      expect(storage.getItem(CONVERSATION_KEY)).not.toContain('太长了');
    });

    it('takes a thumb back that the server would not keep', async () => {
      await conversation.rate(id, { thumb: 'up', reason: null });
      isWilling = false;
      expect(await conversation.rate(id, { thumb: 'down', reason: null })).toBe(false);
      expect(lastOf(conversation)?.rating?.thumb).toBe('up');
    });

    it('is erased on the server, then forgotten, and goes on in a new thread', async () => {
      const { threadId } = conversation.getSnapshot();
      expect(await conversation.erase()).toBe(true);
      expect(erased).toEqual([`/api/conversations/${threadId}`]);
      expect(conversation.getSnapshot().turns).toEqual([]);
      expect(conversation.getSnapshot().threadId).not.toBe(threadId);
      expect(storage.getItem(CONVERSATION_KEY)).not.toContain('户口');
    });

    it('forgets nothing that the server still has', async () => {
      isWilling = false;
      expect(await conversation.erase()).toBe(false);
      expect(lastOf(conversation)?.question).toBe('户口');
    });
  });
});
