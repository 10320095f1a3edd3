import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore, type Store } from '#server/store/index.ts';
import { type Hall, openHall } from './hall.ts';
import { readSwitch, switchAnswers } from './switch.ts';

const AT = new Date('2026-11-23T02:00:00Z');
const NOTICE = { zh: '系统维护，请到窗口办理。', en: null };
const OFF = { at: AT, actor: 'Li', reason: 'wrong fee' };

let dir: string;
let store: Store;
/** As another process would have the same file open. */
let staff: Store;
let hall: Hall;
const logged: object[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-hall-'));
  store = await openStore(join(dir, 'yunting.db'));
  staff = await openStore(join(dir, 'yunting.db'));
  hall = await openHall({ store, lookMs: 5, log: { error: (details) => logged.push(details) } });
});

afterEach(async () => {
  hall.close();
  await store.close();
  await staff.close();
  await rm(dir, { recursive: true, force: true });
});

describe('the switch', () => {
  it('is on where nobody has ever turned it', async () => {
    expect(hall.answering()).toBe(true);
    expect(await readSwitch(store.db)).toMatchObject({ answering: true, at: null, actor: null });
  });

  it('is obeyed by a running server when another process turns it', async () => {
    await switchAnswers(staff.db, NOTICE, OFF);
    await vi.waitFor(() => expect(hall.answering()).toBe(false));
    expect(hall.notice('zh')).toBe(NOTICE.zh);
    expect(hall.notice('en')).toBeNull();
    await switchAnswers(staff.db, null, { ...OFF, reason: null });
    await vi.waitFor(() => expect(hall.answering()).toBe(true));
    expect(hall.notice('zh')).toBeNull();
  });

  it('is found as it was left by a server that starts later', async () => {
    await switchAnswers(staff.db, NOTICE, OFF);
    const later = await openHall({ store, log: { error: () => {} } });
    later.close();
    expect(later.answering()).toBe(false);
  });

  it('writes every turn into the audit: who, when, why, before and after', async () => {
    await switchAnswers(staff.db, NOTICE, OFF);
    await switchAnswers(staff.db, null, { ...OFF, actor: 'Wang', reason: null });
    const deeds = await staff.db.selectFrom('audit').selectAll().orderBy('id').execute();
    expect(deeds).toMatchObject([
      { at: AT.toISOString(), actor: 'Li', action: 'answers.off', reason: 'wrong fee' },
      { actor: 'Wang', action: 'answers.on', reason: null },
    ]);
    expect(JSON.parse(deeds[0]?.before ?? '')).toMatchObject({ answering: true });
    expect(JSON.parse(deeds[1]?.before ?? '')).toMatchObject({ answering: false, notice: NOTICE });
    expect(JSON.parse(deeds[1]?.after ?? '')).toMatchObject({ answering: true });
  });

  it('holds its last state while the database cannot be read', async () => {
    await switchAnswers(staff.db, NOTICE, OFF);
    await vi.waitFor(() => expect(hall.answering()).toBe(false));
    await staff.db.schema.dropTable('answer_switch').execute();
    await vi.waitFor(() => expect(logged.length).toBeGreaterThan(0));
    expect(hall.answering()).toBe(false);
  });
});
