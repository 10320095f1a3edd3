import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswersOff } from './answers.ts';
import type { ExchangeStore } from './exchanges.ts';
import { answerTo, ask, CITIZEN, openTestHall, type TestHall } from './test-hall.ts';

let hall: TestHall;
beforeAll(async () => {
  hall = await openTestHall();
});
afterAll(() => hall.close());

/** A store whose writes wait until they are let go. */
function slowStore() {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const exchanges: ExchangeStore = {
    ...hall.exchanges,
    save: (exchange) => gate.then(() => hall.exchanges.save(exchange)),
  };
  return { exchanges, letGo: () => letGo() };
}

describe('an answer', () => {
  it('is out before it is stored; the question that follows waits for that', async () => {
    const { exchanges, letGo } = slowStore();
    const answers = hall.answers({ exchanges });
    const threadId = 'slow';
    const first = await answerTo(answers, ask('换身份证要带什么？', { threadId }));
    expect(first.result?.status).toBe('answered');
    expect(await hall.exchanges.thread(CITIZEN.session, threadId, 5)).toEqual([]);
    const second = answerTo(answers, ask('多少钱？', { threadId }));
    letGo();
    expect((await second).result?.sources[0]?.guide).toBe('id-card-renewal');
    await answers.close();
  });

  it('that is being given can be silenced, and is stored when that is done', async () => {
    const { exchanges, letGo } = slowStore();
    const answers = hall.answers({ exchanges });
    const reading = answerTo(answers, ask('换身份证要带什么？', { threadId: 'silenced' }));
    letGo();
    await answers.silence(CITIZEN.session, 'another');
    await answers.silence(CITIZEN.session, 'silenced');
    const [kept] = await hall.exchanges.thread(CITIZEN.session, 'silenced', 5);
    expect(kept?.interrupted).toBe(true);
    expect((await reading).types.at(-1)).toBe('RUN_ERROR');
    await answers.close();
  });

  it('is not begun while the staff have switched her off, whoever asks', async () => {
    const notice = (locale: string) => (locale === 'zh' ? '维护中' : null);
    const answers = hall.answers({ hall: { answering: () => false, notice } });
    const { signal } = new AbortController();
    expect(() => answers.answer(ask('换身份证要带什么？'), CITIZEN, signal)).toThrow(AnswersOff);
    expect(() => answers.answer(ask(''), CITIZEN, signal)).toThrow(
      expect.objectContaining({ notice: '维护中' }),
    );
    await answers.close();
  });
});
