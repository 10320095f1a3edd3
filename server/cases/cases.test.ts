import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseCard, type CaseState, Grant } from '#protocol/index.ts';
import { loadSecret, openStore, type Secret, type Store } from '#server/store/index.ts';
import { createCases } from './cases.ts';
import { type Ask, advanceCase, CaseStateError, submitCase } from './records.ts';
import { seededRandom } from './testing.ts';
import type { Cases, GrantAttempt } from './types.ts';

const MINUTE_MS = 60_000;
const SUBMITTED = new Date('2026-11-16T09:30:00+08:00');

let dir: string;
let store: Store;
let secret: Secret;
let cases: Cases;
let clock: Date;
let random: (bytes: number) => Uint8Array;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-cases-'));
  secret = await loadSecret(dir);
  store = await openStore(join(dir, 'yunting.db'));
  clock = new Date('2026-11-19T10:00:00+08:00');
  random = seededRandom(1);
  cases = createCases({ store, secret, now: () => clock });
});

afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

function later(minutes: number): void {
  clock = new Date(clock.getTime() + minutes * MINUTE_MS);
}

async function submit(idLast4 = '081X'): Promise<{ id: string; receipt: string }> {
  return store.db.transaction().execute((db) =>
    submitCase(
      db,
      { secret, random },
      {
        guide: 'residence-permit',
        service: { zh: '居住证申领', en: 'Residence permit' },
        promisedWorkdays: 7,
        idLast4,
        at: SUBMITTED,
      },
    ),
  );
}

async function advance(id: string, to: CaseState, at: string, asks: Ask[] = []): Promise<void> {
  const moment = new Date(`2026-11-${at}:00+08:00`);
  await store.db.transaction().execute((db) => advanceCase(db, id, to, moment, asks));
}

const attempt = (receipt: string, change: Partial<GrantAttempt> = {}): GrantAttempt => ({
  session: 'session-a',
  address: '203.0.113.7',
  receipt,
  idLast4: '081X',
  ...change,
});

async function failTimes(count: number, change: (i: number) => GrantAttempt): Promise<void> {
  for (let i = 0; i < count; i++) {
    expect(await cases.grant(change(i))).toEqual({ ok: false, reason: 'not_verified' });
  }
}

const WRONG_RECEIPT = 'HC-2026-0000-0000-0';

describe('a grant', () => {
  it('is given for the receipt, however written, with the right digits', async () => {
    const { receipt } = await submit();
    const outcome = await cases.grant(
      attempt(` ${receipt.toLowerCase().replaceAll('-', ' ')} `, { idLast4: '081x' }),
    );
    expect(outcome).toEqual({
      ok: true,
      grant: { receiptTail: receipt.slice(-6), expiresAt: '2026-11-19T10:30:00+08:00' },
    });
    if (outcome.ok) expect(Grant.parse(outcome.grant)).toEqual(outcome.grant);
    expect(await cases.granted('session-a', 'zh')).toHaveLength(1);
  });

  it('is denied in the same words for a wrong number, an unknown receipt, a bad check and no receipt at all', async () => {
    const { receipt } = await submit();
    const check = receipt.endsWith('0') ? '1' : '0';
    for (const wrong of [
      attempt(receipt, { idLast4: '0811' }),
      attempt('HC-2026-1000-0000-H', { address: '203.0.113.8' }),
      attempt(receipt.slice(0, -1) + check, { address: '203.0.113.9' }),
      attempt('身份证', { address: '203.0.113.10' }),
    ]) {
      expect(await cases.grant(wrong)).toEqual({ ok: false, reason: 'not_verified' });
    }
    expect(await cases.granted('session-a', 'zh')).toEqual([]);
  });

  it('does not take one case’s digits for another case', async () => {
    const one = await submit('1111');
    await submit('2222');
    expect(await cases.grant(attempt(one.receipt, { idLast4: '2222' }))).toMatchObject({ ok: false });
  });

  it('belongs to its session only', async () => {
    const { receipt } = await submit();
    await cases.grant(attempt(receipt));
    expect(await cases.granted('session-b', 'zh')).toEqual([]);
    expect(await cases.byReceipt('session-b', receipt, 'zh')).toBeUndefined();
    expect(await cases.byReceipt('session-a', receipt.toLowerCase(), 'zh')).toMatchObject({ type: 'case' });
  });

  it('opens its own case only', async () => {
    const { receipt } = await submit();
    const other = await submit();
    await cases.grant(attempt(receipt));
    expect(await cases.byReceipt('session-a', other.receipt, 'zh')).toBeUndefined();
    expect(await cases.byReceipt('session-a', 'nonsense', 'zh')).toBeUndefined();
  });

  it('ends after 30 minutes, unless proved again', async () => {
    const { receipt } = await submit();
    await cases.grant(attempt(receipt));
    later(29);
    expect(await cases.granted('session-a', 'zh')).toHaveLength(1);
    await cases.grant(attempt(receipt));
    later(29);
    expect(await cases.granted('session-a', 'zh')).toHaveLength(1);
    later(1);
    expect(await cases.granted('session-a', 'zh')).toEqual([]);
    expect(await cases.byReceipt('session-a', receipt, 'zh')).toBeUndefined();
  });

  it('can be revoked with all others of the session', async () => {
    const one = await submit();
    const two = await submit();
    for (const session of ['session-a', 'session-b']) {
      await cases.grant(attempt(one.receipt, { session }));
      await cases.grant(attempt(two.receipt, { session }));
    }
    await cases.revoke('session-a');
    expect(await cases.granted('session-a', 'zh')).toEqual([]);
    expect(await cases.granted('session-b', 'zh')).toHaveLength(2);
  });

  it('outlives a restart', async () => {
    const { receipt } = await submit();
    await cases.grant(attempt(receipt));
    await store.close();
    store = await openStore(join(dir, 'yunting.db'));
    cases = createCases({ store, secret: await loadSecret(dir), now: () => clock });
    expect(await cases.granted('session-a', 'zh')).toHaveLength(1);
  });

  it('is listed newest first', async () => {
    const one = await submit();
    const two = await submit();
    await cases.grant(attempt(one.receipt));
    later(1);
    await cases.grant(attempt(two.receipt));
    const tails = async () => (await cases.granted('session-a', 'en')).map((card) => card.receiptTail);
    expect(await tails()).toEqual([two.receipt.slice(-6), one.receipt.slice(-6)]);
    later(1);
    await cases.grant(attempt(one.receipt));
    expect(await tails()).toEqual([one.receipt.slice(-6), two.receipt.slice(-6)]);
  });
});

describe('attempts', () => {
  it('stop after five failures on one receipt, from wherever they come, even with the right digits', async () => {
    const { receipt } = await submit();
    await failTimes(5, (i) => attempt(receipt, { idLast4: '9999', address: `203.0.113.${i}` }));
    later(5);
    expect(await cases.grant(attempt(receipt, { address: '203.0.113.99' }))).toEqual({
      ok: false,
      reason: 'too_many_attempts',
      retryAfterS: 600,
    });
  });

  it('stop for a receipt that does not exist just the same', async () => {
    await failTimes(5, (i) => attempt(WRONG_RECEIPT, { address: `203.0.113.${i}` }));
    expect(
      await cases.grant(attempt(WRONG_RECEIPT.toLowerCase(), { address: '203.0.113.99' })),
    ).toMatchObject({
      reason: 'too_many_attempts',
    });
  });

  it('stop after five failures from one address, on whichever receipts', async () => {
    const { receipt } = await submit();
    await failTimes(5, (i) => attempt(`HC-2026-0000-000${i}-0`));
    expect(await cases.grant(attempt(receipt))).toMatchObject({ reason: 'too_many_attempts' });
    expect(await cases.grant(attempt(receipt, { address: '203.0.113.8' }))).toMatchObject({ ok: true });
  });

  it('of an address are not reset by a success, nor counted for one', async () => {
    const { receipt } = await submit();
    await failTimes(4, (i) => attempt(`HC-2026-0000-000${i}-0`));
    for (let i = 0; i < 3; i++) expect(await cases.grant(attempt(receipt))).toMatchObject({ ok: true });
    await failTimes(1, () => attempt(WRONG_RECEIPT));
    expect(await cases.grant(attempt(receipt))).toMatchObject({ reason: 'too_many_attempts' });
  });

  it('stop counting one by one after 15 minutes, and a refused try does not prolong the wait', async () => {
    const { receipt } = await submit();
    await failTimes(1, () => attempt(receipt, { idLast4: '9999' }));
    later(10);
    await failTimes(4, () => attempt(receipt, { idLast4: '9999' }));
    for (let i = 0; i < 3; i++) {
      expect(await cases.grant(attempt(receipt))).toMatchObject({ retryAfterS: 300 });
    }
    later(5);
    await failTimes(1, () => attempt(receipt, { idLast4: '9999' }));
    expect(await cases.grant(attempt(receipt))).toMatchObject({ retryAfterS: 600 });
    later(15);
    expect(await cases.grant(attempt(receipt))).toMatchObject({ ok: true });
    expect(await store.db.selectFrom('case_attempt').selectAll().execute()).toEqual([]);
  });

  it('made at the same time are all counted', async () => {
    const { receipt } = await submit();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) => cases.grant(attempt(receipt, { idLast4: String(1000 + i) }))),
    );
    const reasons = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.reason));
    expect(reasons.filter((reason) => reason === 'not_verified')).toHaveLength(5);
    expect(reasons.filter((reason) => reason === 'too_many_attempts')).toHaveLength(15);
  });

  it.each([
    ['one IPv6 subscriber network', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['the same network written in full', '2001:db8::1', '2001:0db8:0000:0000:1:2:3:4', true],
    ['two IPv6 networks', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['IPv4 and the same inside IPv6', '203.0.113.7', '::ffff:203.0.113.7', true],
    ['two IPv4 addresses inside IPv6', '::ffff:203.0.113.7', '::ffff:203.0.113.8', false],
  ])('of %s', async (_, first, second, together) => {
    await failTimes(5, (i) => attempt(`HC-2026-0000-000${i}-0`, { address: first }));
    const outcome = await cases.grant(attempt(WRONG_RECEIPT, { address: second }));
    expect(outcome).toMatchObject({ reason: together ? 'too_many_attempts' : 'not_verified' });
  });
});

describe('a card', () => {
  async function cardOf(receipt: string, locale: 'zh' | 'en' = 'zh'): Promise<CaseCard> {
    await cases.grant(attempt(receipt));
    const card = await cases.byReceipt('session-a', receipt, locale);
    if (card === undefined) throw new Error('not granted');
    expect(CaseCard.parse(card)).toEqual(card);
    return card;
  }

  it('tells a case in review: state, days so far, due date, stages', async () => {
    const { id, receipt } = await submit();
    await advance(id, 'accepted', '16T14:05');
    await advance(id, 'in_review', '17T08:50');
    expect(await cardOf(receipt)).toEqual({
      type: 'case',
      id,
      guide: 'residence-permit',
      service: '居住证申领',
      receiptTail: receipt.slice(-6),
      state: 'in_review',
      stateLabel: '审核中',
      submittedAt: '2026-11-16T09:30:00+08:00',
      dueAt: '2026-11-25T17:00:00+08:00',
      workdaysSoFar: 3,
      stages: [
        { key: 'received', label: '收件', at: '2026-11-16T09:30:00+08:00', state: 'done' },
        { key: 'accepted', label: '受理', at: '2026-11-16T14:05:00+08:00', state: 'done' },
        { key: 'review', label: '审核', at: '2026-11-17T08:50:00+08:00', state: 'now' },
        { key: 'decided', label: '办结', at: null, state: 'todo' },
        { key: 'delivered', label: '送达', at: null, state: 'todo' },
      ],
      asks: [],
      asksDueAt: null,
    });
  });

  it('tells what is asked of the citizen and until when, in either language, until it is settled', async () => {
    const { id, receipt } = await submit();
    await advance(id, 'supplement_requested', '17T10:00', [
      {
        id: 'a',
        zh: '补传户口簿',
        en: 'Add the household register',
        due: new Date('2026-12-01T17:00:00+08:00'),
      },
      { id: 'b', zh: '重拍照片', en: 'Take the photo again', due: new Date('2026-11-27T17:00:00+08:00') },
    ]);
    expect(await cardOf(receipt)).toMatchObject({
      stateLabel: '待补正材料',
      asks: [
        { id: 'a', text: '补传户口簿' },
        { id: 'b', text: '重拍照片' },
      ],
      asksDueAt: '2026-11-27T17:00:00+08:00',
      dueAt: null,
      workdaysSoFar: 0,
    });
    expect((await cardOf(receipt, 'en')).asks[1]?.text).toBe('Take the photo again');
    await advance(id, 'submitted', '18T10:00');
    expect(await cardOf(receipt)).toMatchObject({ asks: [], asksDueAt: null, workdaysSoFar: 2 });
    await advance(id, 'supplement_requested', '19T09:00', [{ id: 'b', zh: '再拍', en: 'Again', due: null }]);
    expect((await cardOf(receipt)).asks).toEqual([{ id: 'b', text: '再拍' }]);
  });

  it('moves the due date by the length of a suspension', async () => {
    const { id, receipt } = await submit();
    await advance(id, 'accepted', '16T14:05');
    await advance(id, 'in_review', '16T14:10');
    await advance(id, 'suspended', '17T09:00');
    expect(await cardOf(receipt)).toMatchObject({ dueAt: null, workdaysSoFar: 0, stateLabel: '暂停计时' });
    await advance(id, 'in_review', '19T09:00');
    expect(await cardOf(receipt)).toMatchObject({ dueAt: '2026-11-27T17:00:00+08:00', workdaysSoFar: 1 });
  });

  it('says that a case was not accepted, and nothing of stages that will never come', async () => {
    const { id, receipt } = await submit();
    await advance(id, 'not_accepted', '17T09:00');
    const card = await cardOf(receipt, 'en');
    expect(card).toMatchObject({ stateLabel: 'Not accepted', dueAt: null, workdaysSoFar: 1 });
    expect(card.stages.map((stage) => stage.label)).toEqual(['Received', 'Not accepted']);
  });
});

describe('advanceCase', () => {
  it('refuses a step that the state does not allow, a case that is unknown and a moment in the past', async () => {
    const { id } = await submit();
    await expect(advance(id, 'approved', '17T09:00')).rejects.toThrow(CaseStateError);
    await expect(advance('none', 'accepted', '17T09:00')).rejects.toThrow(CaseStateError);
    await expect(advance(id, 'accepted', '16T09:00')).rejects.toThrow(CaseStateError);
    expect(await store.db.selectFrom('case_event').selectAll().execute()).toHaveLength(1);
  });
});

describe('the database', () => {
  it('does not show that two applicants’ ID numbers end alike', async () => {
    await submit('728X');
    await submit('728X');
    const rows = await store.db.selectFrom('service_case').select('id_last4_digest').execute();
    expect(new Set(rows.map((row) => row.id_last4_digest)).size).toBe(2);
  });

  it('holds no receipt, ID digits, address or session that could be read', async () => {
    const idLast4 = '728X';
    const { receipt } = await submit(idLast4);
    const session = 'session-cookie-value';
    const address = '198.51.100.23';
    await cases.grant(attempt(receipt, { idLast4, session, address }));
    await cases.grant(attempt(receipt, { idLast4: '7281', session, address }));
    await cases.grant(attempt('HC-2026-9999-8888-7', { session, address }));
    const rows = JSON.stringify([
      await store.db.selectFrom('service_case').selectAll().execute(),
      await store.db.selectFrom('case_grant').selectAll().execute(),
      await store.db.selectFrom('case_attempt').selectAll().execute(),
    ]);
    await store.close();

    const files = await readdir(dir);
    const bytes = await Promise.all(files.map((file) => readFile(join(dir, file), 'latin1')));
    const code = receipt.slice(8, 17);
    for (const text of [...bytes, rows]) {
      for (const value of [receipt, code, code.replace('-', ''), session, address, '9999-8888', '99998888']) {
        expect(text.includes(value), value).toBe(false);
      }
    }
    // Four characters may stand in a digest by chance: look for whole values.
    expect(rows).not.toMatch(/"728X"|"7281"/);
  });
});
