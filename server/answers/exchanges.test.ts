import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '#server/store/index.ts';
import { NO_DIALOGUE } from './dialogue/state.ts';
import { createExchangeStore, type ExchangeStore, type NewExchange } from './exchanges.ts';

const PHONE = '13800138000';
const OFFICE = '咨询电话：0592-2345678，周一至周五。';

let dir: string;
let store: Store;
let exchanges: ExchangeStore;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-exchanges-'));
  store = await openStore(join(dir, 'yunting.db'));
  exchanges = createExchangeStore(store.db);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

let runs = 0;
function exchange(own: Partial<NewExchange> = {}): NewExchange {
  runs += 1;
  return {
    session: 's',
    threadId: 't',
    runId: `run-${runs}`,
    askedAt: new Date(Date.parse('2026-11-23T02:00:00Z') + runs),
    locale: 'zh',
    question: '烟草证怎么办？',
    answer: [],
    heardAnswer: null,
    status: 'answered',
    guide: null,
    aspect: null,
    sources: [],
    sections: new Map(),
    latency: { understand: 1, retrieve: null, firstSentence: null, firstAudio: null, total: 2 },
    dialogue: NO_DIALOGUE,
    route: 'question',
    writer: 'offline',
    steps: [{ step: 'receive', startMs: 0, endMs: 1 }],
    troubles: ['stalled'],
    dropped: ['figure'],
    interrupted: false,
    ...own,
  };
}

const source = (n: number, guide = 'passport') => ({
  n,
  guide,
  version: 'v1',
  section: 'contacts',
  title: '护照 · 咨询',
  quote: OFFICE,
  url: '/guides/passport',
});
const said = (speech: string, cites: number[] = []) => ({ id: 'u1', speech, cites });
const open = () => store.db.selectFrom('unanswered').selectAll().orderBy('id').execute();

describe('an exchange', () => {
  it('is found at once, though it is written after the turn of the event loop', async () => {
    const saving = exchanges.save(exchange({ runId: 'now' }));
    expect(await exchanges.find('s', 'now')).toMatchObject({
      route: 'question',
      writer: 'offline',
      troubles: ['stalled'],
      dropped: ['figure'],
      steps: [{ step: 'receive', startMs: 0, endMs: 1 }],
    });
    await saving;
  });

  it('of many that come at once is written all the same, and the last of one run counts', async () => {
    const many = Array.from({ length: 120 }, (_, i) => exchanges.save(exchange({ runId: `many-${i}` })));
    const twice = [exchange({ runId: 'twice' }), exchange({ runId: 'twice', question: '后来的' })];
    await Promise.all([...many, ...twice.map((each) => exchanges.save(each))]);
    const rows = await store.db.selectFrom('exchange').select('run_id').execute();
    expect(rows).toHaveLength(121);
    expect((await exchanges.find('s', 'twice'))?.question).toBe('后来的');
  });

  it('that cannot be written says so to whoever saved it, and the next one is written', async () => {
    const broken = {
      ...exchange(),
      latency: {
        get total(): number {
          throw new Error('broken');
        },
      },
    };
    await expect(exchanges.save(Object.assign(exchange(), broken))).rejects.toThrow('broken');
    await exchanges.save(exchange({ runId: 'next' }));
    expect(await exchanges.find('s', 'next')).toBeDefined();
  });

  it('passes a last gate: nothing personal is kept, whatever let it through', async () => {
    const dialogue = { ...NO_DIALOGUE, circumstances: [{ text: `找我 ${PHONE}`, guide: null }] };
    await exchanges.save(
      exchange({
        question: `我的电话 ${PHONE}`,
        answer: [said(`好的，打 ${PHONE}`)],
        heardAnswer: `好的，打 ${PHONE}`,
        sources: [{ ...source(1, 'case'), quote: `电话 ${PHONE}` }],
        dialogue,
      }),
    );
    const rows = await store.db.selectFrom('exchange').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(PHONE);
  });

  it('keeps an office’s phone that the cited section publishes, and no other', async () => {
    const sections = new Map([[1, { text: OFFICE, lang: 'zh' as const }]]);
    const told = said('请打 0592-2345678 咨询。', [1]);
    const other = said(`请打 ${PHONE} 咨询。`, [1]);
    await exchanges.save(exchange({ runId: 'told', answer: [told, other], sources: [source(1)], sections }));
    const answer = (await exchanges.find('s', 'told'))?.answer;
    expect(answer?.[0]?.speech).toBe(told.speech);
    expect(answer?.[1]?.speech).not.toContain(PHONE);
  });
});

describe('a section snapshot', () => {
  const cited = (text: string, askedAt: string) =>
    exchange({
      askedAt: new Date(askedAt),
      sources: [source(1)],
      sections: new Map([[1, { text, lang: 'zh' }]]),
    });

  it('is kept once for the same words, anew for others, and knows when it was last cited', async () => {
    await exchanges.save(cited(OFFICE, '2026-11-23T02:00:00Z'));
    await exchanges.save(cited(OFFICE, '2026-11-25T02:00:00Z'));
    await exchanges.save(cited(OFFICE, '2026-11-24T02:00:00Z'));
    await exchanges.save(cited('电话改了。', '2026-11-24T02:00:00Z'));
    // As another process would: it does not know what this one has kept.
    await createExchangeStore(store.db).save(cited(OFFICE, '2026-11-24T02:00:00Z'));
    const kept = await store.db
      .selectFrom('section_snapshot')
      .select(['text', 'used_on'])
      .orderBy('used_on', 'desc')
      .execute();
    expect(kept).toEqual([
      { text: OFFICE, used_on: '2026-11-25' },
      { text: '电话改了。', used_on: '2026-11-24' },
    ]);
  });

  it('is never made of a citizen’s own case', async () => {
    await exchanges.save(exchange({ sources: [source(1, 'case')] }));
    expect(await store.db.selectFrom('section_snapshot').selectAll().execute()).toEqual([]);
  });
});

describe('a question that stays open', () => {
  it.each(['no_answer', 'partial', 'out_of_scope', 'clarify'] as const)(
    'after %s is kept for staff',
    async (status) => {
      await exchanges.save(exchange({ status, question: '烟草证，怎么办？' }));
      expect(await open()).toMatchObject([
        { reason: status, question: '烟草证，怎么办？', likeness: '烟草证怎么办' },
      ]);
    },
  );

  it('is not one whose answer the citizen cut short', async () => {
    await exchanges.save(exchange({ status: 'partial', interrupted: true }));
    expect(await open()).toEqual([]);
  });

  it('is no longer one when the clarifying question led to an answer in its thread', async () => {
    await exchanges.save(exchange({ status: 'clarify', threadId: 'a' }));
    await exchanges.save(exchange({ status: 'clarify', threadId: 'b' }));
    await exchanges.save(exchange({ status: 'greeting', threadId: 'a' }));
    expect(await open()).toHaveLength(2);
    await exchanges.save(exchange({ status: 'answered', threadId: 'a' }));
    expect((await open()).map(({ thread_id }) => thread_id)).toEqual(['b']);
  });
});
