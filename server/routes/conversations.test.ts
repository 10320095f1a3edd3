import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Callback, Conversation, Hall, Problem } from '#protocol/index.ts';
import { switchAnswers } from '#server/hall/index.ts';
import { SESSION_COOKIE } from './session.ts';
import { type OpenHall, openHall } from './testing.ts';

const QUESTION = '办居住证要带什么材料？';

let hall: OpenHall;
beforeAll(async () => {
  hall = await openHall();
}, 60_000);
afterAll(() => hall.close());

/** A browser: keeps its cookie. */
function browser() {
  let cookie = '';
  return {
    async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
      const reply = await fetch(`${hall.origin}${path}`, {
        method,
        headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return reply;
    },
    cookie: () => cookie,
  };
}
type Browser = ReturnType<typeof browser>;

async function ask(citizen: Browser, question: string, threadId = 'thread') {
  const runId = randomUUID();
  const reply = await citizen.send('POST', '/api/answers', {
    threadId,
    runId,
    state: {},
    messages: [{ id: 'm1', role: 'user', content: question }],
    tools: [],
    context: [],
    forwardedProps: { locale: 'zh', channel: 'web', speech: false },
  });
  const text = await reply.text();
  return { runId, status: reply.status, text, headers: reply.headers };
}

const rowsOf = (runId: string) =>
  hall.store.db.selectFrom('exchange').selectAll().where('run_id', '=', runId).execute();
const kept = async (runId: string) => {
  const row = await vi.waitFor(async () => {
    const [found] = await rowsOf(runId);
    if (!found) throw new Error('not written yet');
    return found;
  });
  return row;
};

describe('an exchange', () => {
  it('is kept with its steps, route, writer and the sections it cites, each section once', async () => {
    const citizen = browser();
    const { runId } = await ask(citizen, QUESTION);
    const again = await ask(citizen, QUESTION, 'another');
    const row = await kept(runId);
    expect(row).toMatchObject({ status: 'answered', writer: 'offline', ai_label: '1', interrupted: 0 });
    expect(row.route).toEqual(expect.any(String));
    const steps: { step: string; startMs: number; endMs: number }[] = JSON.parse(row.steps);
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['receive', 'understand', 'retrieve', 'write', 'check', 'deliver']),
    );
    for (const { startMs, endMs } of steps) expect(endMs).toBeGreaterThanOrEqual(startMs);
    const names = ({ sources }: { sources: string }): string[] =>
      JSON.parse(sources).map(({ snapshot }: { snapshot: string }) => snapshot);
    expect(names(await kept(again.runId))).toEqual(names(row));
    const snapshots = await hall.store.db
      .selectFrom('section_snapshot')
      .selectAll()
      .where('digest', 'in', names(row))
      .execute();
    expect(snapshots).toHaveLength(new Set(names(row)).size);
    const quotes: { quote: string }[] = JSON.parse(row.sources);
    for (const { quote } of quotes) {
      expect(snapshots.some(({ text }) => text.includes(quote))).toBe(true);
    }
  });

  it('is shown again to its own session alone', async () => {
    const citizen = browser();
    await ask(citizen, QUESTION, 'mine');
    const shown = Conversation.parse(await (await citizen.send('GET', '/api/conversations/mine')).json());
    expect(shown.exchanges).toHaveLength(1);
    expect(shown.exchanges[0]).toMatchObject({ question: QUESTION, status: 'answered' });
    expect(shown.exchanges[0]?.text).toContain('身份证');
    const other = await browser().send('GET', '/api/conversations/mine');
    expect(other.status).toBe(404);
    expect(Problem.parse(await other.json()).code).toBe('not_found');
  });

  it('is erased on request, thread by thread, with what was thought of it', async () => {
    const [citizen, other] = [browser(), browser()];
    const first = await ask(citizen, QUESTION, 'one');
    const second = await ask(citizen, QUESTION, 'two');
    const others = await ask(other, QUESTION, 'one');
    for (const { runId } of [first, second, others]) await kept(runId);
    const thumb = { threadId: 'one', runId: first.runId, rating: 'down' };
    expect((await citizen.send('POST', '/api/answers/feedback', thumb)).status).toBe(204);
    expect((await citizen.send('DELETE', '/api/conversations/one')).status).toBe(204);
    expect(await rowsOf(first.runId)).toEqual([]);
    for (const table of ['feedback', 'unanswered'] as const) {
      const left = await hall.store.db
        .selectFrom(table)
        .select('run_id')
        .where('run_id', '=', first.runId)
        .execute();
      expect(left, table).toEqual([]);
    }
    expect(await rowsOf(second.runId)).toHaveLength(1);
    expect(await rowsOf(others.runId)).toHaveLength(1);
    expect((await citizen.send('DELETE', '/api/conversations')).status).toBe(204);
    expect(await rowsOf(second.runId)).toEqual([]);
    expect(await rowsOf(others.runId)).toHaveLength(1);
  });
});

describe('POST /api/answers/feedback', () => {
  it('keeps one thumb an answer, its comment without personal data, and the question for staff', async () => {
    const citizen = browser();
    const { runId } = await ask(citizen, QUESTION, 'rated');
    const thumb = { threadId: 'rated', runId, rating: 'down', reason: 'wrong', comment: '打我13800138000' };
    await citizen.send('POST', '/api/answers/feedback', thumb);
    const feedback = hall.store.db.selectFrom('feedback').selectAll().where('run_id', '=', runId);
    const open = hall.store.db.selectFrom('unanswered').selectAll().where('run_id', '=', runId);
    const [row, ...more] = await feedback.execute();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      rating: 'down',
      reason: 'wrong',
      status: 'answered',
      guide: 'residence-permit',
    });
    expect(row?.comment).not.toContain('138');
    expect(await open.execute()).toMatchObject([{ reason: 'thumbs_down', question: QUESTION }]);
    await citizen.send('POST', '/api/answers/feedback', { ...thumb, rating: 'up' });
    expect(await feedback.execute()).toMatchObject([{ rating: 'up', reason: null }]);
    expect(await open.execute()).toEqual([]);
  });

  it('refuses a thumb for an answer that is not one’s own or of another thread', async () => {
    const citizen = browser();
    const { runId } = await ask(citizen, QUESTION, 'mine');
    const thumb = { threadId: 'mine', runId, rating: 'up' };
    expect((await browser().send('POST', '/api/answers/feedback', thumb)).status).toBe(404);
    const elsewhere = { ...thumb, threadId: 'other' };
    expect((await citizen.send('POST', '/api/answers/feedback', elsewhere)).status).toBe(404);
    const unknown = { ...thumb, mood: 'bad' };
    expect((await citizen.send('POST', '/api/answers/feedback', unknown)).status).toBe(400);
  });
});

describe('the off switch', () => {
  it('stops a running server within a second, with the staff’s words, and lets it go on again', async () => {
    const deed = { at: new Date(), actor: 'Li', reason: 'test' };
    const notice = { zh: '系统维护，请到窗口。', en: null };
    await switchAnswers(hall.store.db, notice, deed);
    await vi.waitFor(async () => expect((await ask(browser(), QUESTION)).status).toBe(503), 1000);
    try {
      const refused = await ask(browser(), QUESTION);
      expect(Problem.parse(JSON.parse(refused.text))).toEqual({ code: 'answers_off', message: notice.zh });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const state = async (lang: string) =>
        Hall.parse(await (await browser().send('GET', `/api/hall?lang=${lang}`)).json());
      expect(await state('zh')).toEqual({ answering: false, notice: notice.zh });
      expect((await state('en')).notice).toContain('12345');
      const program = await fetch(`${hall.origin}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await hall.key()}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'yunting', messages: [{ role: 'user', content: QUESTION }] }),
      });
      expect(program.status).toBe(503);
      expect(program.headers.get('retry-after')).toBe('60');
    } finally {
      await switchAnswers(hall.store.db, null, deed);
    }
    await vi.waitFor(async () => expect((await ask(browser(), QUESTION)).status).toBe(200), 1000);
  });
});

describe('/api/callbacks', () => {
  const request = (phone: string, extra: object = {}) => ({
    threadId: 'thread',
    locale: 'zh',
    phone,
    topic: '居住证，找我女儿 13700137000',
    guide: 'residence-permit',
    ...extra,
  });

  it('files a request, shows it to its session alone, and takes it back', async () => {
    const citizen = browser();
    const filed = await citizen.send('POST', '/api/callbacks', request('139 0000 1234'));
    expect(filed.status).toBe(200);
    const callback = Callback.parse(await filed.json());
    expect(callback).toMatchObject({ number: expect.stringMatching(/^[A-Z]-\d{3}$/), phoneTail: '1234' });
    expect(await (await citizen.send('GET', '/api/callbacks/mine')).json()).toEqual(callback);
    expect((await browser().send('GET', '/api/callbacks/mine')).status).toBe(404);
    const [row] = await hall.store.db.selectFrom('callback').selectAll().execute();
    expect(JSON.stringify(row)).not.toMatch(/13900001234|13700137000/);
    const metrics = await (await browser().send('GET', '/metrics')).text();
    expect(metrics).toContain('yunting_callbacks_open 1');
    expect((await citizen.send('DELETE', '/api/callbacks/mine')).status).toBe(204);
    expect((await citizen.send('GET', '/api/callbacks/mine')).status).toBe(404);
  });

  it('refuses what cannot be called, in the citizen’s language and without repeating it', async () => {
    const reply = await browser().send('POST', '/api/callbacks', request('12345678', { locale: 'en' }));
    expect(reply.status).toBe(400);
    const text = await reply.text();
    expect(text).toContain('area code');
    expect(text).not.toContain('12345678');
  });

  it('is withdrawn and its phone erased when everything of the session is', async () => {
    const citizen = browser();
    await citizen.send('POST', '/api/callbacks', request('13900005678'));
    await citizen.send('DELETE', '/api/conversations');
    expect((await citizen.send('GET', '/api/callbacks/mine')).status).toBe(404);
    const rows = await hall.store.db.selectFrom('callback').selectAll().where('state', '=', 'open').execute();
    expect(rows).toEqual([]);
  });
});

describe('GET /metrics', () => {
  it('counts answers by status, route and writer, and thumbs', async () => {
    const metrics = await (await browser().send('GET', '/metrics')).text();
    expect(metrics).toMatch(/yunting_answers_total\{status="answered",route="\w+",writer="offline"\} [1-9]/);
    expect(metrics).toMatch(/yunting_feedback_total\{rating="down"\} [1-9]/);
    expect(metrics).toContain('yunting_answering 1');
  });
});

it('no table holds a session’s cookie', async () => {
  const citizen = browser();
  const { runId } = await ask(citizen, QUESTION);
  await kept(runId);
  expect(citizen.cookie()).toContain(SESSION_COOKIE);
  const value = citizen.cookie().split('=')[1] ?? '';
  const rows = await hall.store.db.selectFrom('exchange').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(value);
});
