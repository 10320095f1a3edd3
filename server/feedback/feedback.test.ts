import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createExchangeStore } from '#server/answers/index.ts';
import { openStore, type Store } from '#server/store/index.ts';
import { createRatings } from './feedback.ts';

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-feedback-'));
  store = await openStore(join(dir, 'yunting.db'));
  await store.db
    .insertInto('exchange')
    .values({
      session: 's',
      run_id: 'r',
      thread_id: 't',
      asked_at: '2026-11-23T02:00:00.000Z',
      locale: 'zh',
      question: 'q',
      answer: '[]',
      heard_answer: null,
      status: 'answered',
      guide: null,
      aspect: null,
      sources: '[]',
      latency: '{"understand":null,"retrieve":null,"firstSentence":null,"firstAudio":null,"total":1}',
      dialogue: '{}',
    })
    .execute();
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const thumb = { threadId: 't', runId: 'r', rating: 'down', reason: null, comment: 'wrong' } as const;

it('keeps a thumb, but none for an answer that is erased while it arrives', async () => {
  const exchanges = createExchangeStore(store.db);
  const rated: string[] = [];
  const onRated = (rating: string) => rated.push(rating);
  const deps = { store, now: () => new Date(), onRated };
  const erasing = createRatings({
    ...deps,
    exchanges: {
      async find(session, runId) {
        const found = await exchanges.find(session, runId);
        await store.db.deleteFrom('exchange').execute();
        await store.db.deleteFrom('feedback').execute();
        return found;
      },
    },
  });
  expect(await createRatings({ ...deps, exchanges }).rate('s', thumb)).toBe(true);
  expect(await erasing.rate('s', thumb)).toBe(false);
  expect(rated).toEqual(['down']);
  expect(await store.db.selectFrom('feedback').selectAll().execute()).toEqual([]);
});
