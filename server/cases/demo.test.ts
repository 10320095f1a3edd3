import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CaseCard } from '#protocol/index.ts';
import { loadSecret, openStore, type Secret, type Store } from '#server/store/index.ts';
import { createCases } from './cases.ts';
import { type DemoCase, type DemoDeps, seedDemoCases } from './demo.ts';
import { parseReceipt } from './receipt.ts';
import { seededRandom } from './testing.ts';

const SUNDAY_NIGHT = '2026-11-22T02:10:00+08:00';
const WORKDAY = '2026-11-19T10:00:00+08:00';
const AFTER_SPRING_FESTIVAL = '2026-02-24T08:00:00+08:00';

let dir: string;
let store: Store;
let secret: Secret;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunting-demo-'));
  secret = await loadSecret(dir);
  store = await openStore(join(dir, 'yunting.db'));
});

afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const deps = (now: string): DemoDeps => ({
  store,
  secret,
  now: () => new Date(now),
  random: seededRandom(3),
  dataDir: dir,
});

async function cards(demos: readonly DemoCase[], now: string): Promise<CaseCard[]> {
  const cases = createCases({ store, secret, now: () => new Date(now) });
  for (const { receipt, idLast4 } of demos) {
    const outcome = await cases.grant({ session: 's', address: '127.0.0.1', receipt, idLast4 });
    expect(outcome.ok).toBe(true);
  }
  const found = await Promise.all(demos.map(({ receipt }) => cases.byReceipt('s', receipt, 'zh')));
  return found.filter((card) => card !== undefined);
}

const GuideFields = z.object({ name: z.string(), time_limit: z.object({ promised: z.string() }) });

async function guideFields(id: string, lang: 'zh' | 'en'): Promise<z.infer<typeof GuideFields>> {
  const text = await readFile(join('knowledge', 'guides', `${id}.${lang}.md`), 'utf8');
  return GuideFields.parse(parse(text.split(/^---$/m)[1] ?? ''));
}

describe('seedDemoCases', () => {
  it.each([WORKDAY, SUNDAY_NIGHT, AFTER_SPRING_FESTIVAL])(
    'makes five cases that open and make sense on %s',
    async (now) => {
      const demos = await seedDemoCases(deps(now));
      const shown = await cards(demos, now);
      expect(shown.map(({ guide, state }) => `${guide} ${state}`)).toEqual([
        'residence-permit in_review',
        'newborn-one-thing supplement_requested',
        'id-card-renewal approved',
        'company-one-thing accepted',
        'no-criminal-record delivered',
      ]);
      expect(demos.map(({ state }) => state)).toEqual(shown.map(({ state }) => state));

      for (const { submittedAt, stages, dueAt, asksDueAt } of shown) {
        const times = [submittedAt, ...stages.flatMap(({ at }) => (at === null ? [] : [at]))].map(Date.parse);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.at(-1)).toBeLessThanOrEqual(Date.parse(now));
        for (const due of [dueAt, asksDueAt]) {
          if (due !== null) expect(Date.parse(due)).toBeGreaterThan(Date.parse(now));
        }
      }
      expect(shown[1]?.asks.length).toBeGreaterThan(0);
      expect(shown[2]?.asks.length).toBeGreaterThan(0);
    },
  );

  it('names services and limits as the guides do', async () => {
    await seedDemoCases(deps(WORKDAY));
    const rows = await store.db.selectFrom('service_case').selectAll().execute();
    for (const { guide, service_zh, service_en, promised_workdays } of rows) {
      const [zh, en] = await Promise.all([guideFields(guide, 'zh'), guideFields(guide, 'en')]);
      expect([service_zh, service_en]).toEqual([zh.name, en.name]);
      expect(`${promised_workdays} workday${promised_workdays === 1 ? '' : 's'}`).toBe(
        zh.time_limit.promised,
      );
    }
  });

  it('writes what opens them to a file that only its owner reads', async () => {
    const demos = await seedDemoCases(deps(WORKDAY));
    const text = await readFile(join(dir, 'demo-cases.txt'), 'utf8');
    for (const { receipt, idLast4, service } of demos) {
      expect(parseReceipt(receipt)).toBe(receipt);
      expect(text).toContain(`${receipt}  ${idLast4}  ${service}`);
    }
    if (process.platform !== 'win32') {
      expect((await stat(join(dir, 'demo-cases.txt'))).mode & 0o777).toBe(0o600);
    }
  });

  it('leaves a database alone that holds cases', async () => {
    await seedDemoCases(deps(WORKDAY));
    expect(await seedDemoCases(deps(WORKDAY))).toEqual([]);
    expect(await store.db.selectFrom('service_case').selectAll().execute()).toHaveLength(5);
  });

  it('makes no case when the file cannot be written, so that the next start tries again', async () => {
    await expect(seedDemoCases({ ...deps(WORKDAY), dataDir: join(dir, 'missing') })).rejects.toThrow(
      'ENOENT',
    );
    expect(await seedDemoCases(deps(WORKDAY))).toHaveLength(5);
  });
});
