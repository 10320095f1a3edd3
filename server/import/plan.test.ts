import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingOf } from './draft.ts';
import { applyPlan, type PlanOptions, planImport } from './plan.ts';
import type { ImportedGuide } from './types.ts';

const guide = (changes: Partial<ImportedGuide['draft']> = {}, body = ''): ImportedGuide => {
  const draft: ImportedGuide['draft'] = {
    id: 'dog',
    lang: 'zh',
    name: '犬只登记',
    status: 'draft',
    ...changes,
  };
  return { file: 'a.csv', line: 2, draft, body, missing: missingOf(draft), notes: [] };
};

async function destination() {
  const into = await mkdtemp(join(tmpdir(), 'plan-'));
  const plan = (guides: ImportedGuide[], options: Partial<PlanOptions> = {}) =>
    planImport(guides, { into, today: '2026-09-01', ...options });
  return { into, plan, path: join(into, 'dog.zh.md') };
}

test('a preview writes nothing; applied, the guide is there and the same import changes nothing more', async () => {
  const { into, plan, path } = await destination();
  const first = await plan([guide({ summary: '甲' })]);
  expect(first.changes).toMatchObject([{ state: 'new', path, differences: [] }]);
  expect(await readdir(into)).toEqual([]);
  expect(await applyPlan(first)).toBe(1);
  expect(await readFile(path, 'utf8')).toBe(
    '---\nid: dog\nlang: zh\nname: 犬只登记\nsummary: 甲\nstatus: draft\n---\n',
  );
  expect(await readdir(into)).toEqual(['dog.zh.md']);

  const again = await plan([guide({ summary: '甲' })]);
  expect(again.changes).toMatchObject([{ state: 'same' }]);
  expect(await applyPlan(again)).toBe(0);
});

test('a change is told field by field, the body by its first line', async () => {
  const { plan } = await destination();
  await applyPlan(
    await plan([guide({ summary: '甲', conditions: [{ id: 'c1', text: '一' }] }, '## 甲 {#a}\n\n一')]),
  );
  const { changes } = await plan([
    guide(
      { summary: '乙', conditions: [{ id: 'c1', text: '一' }], contacts: { consult: '12345' } },
      '## 甲 {#a}\n\n二',
    ),
  ]);
  expect(changes[0]?.state).toBe('changed');
  expect(changes[0]?.differences).toEqual([
    { field: 'summary', before: '甲', after: '乙' },
    { field: 'contacts.consult', before: null, after: '12345' },
    { field: 'body:3', before: '一', after: '二' },
  ]);
});

test('a draft does not replace a guide that a curator has decided on', async () => {
  const { plan, path } = await destination();
  for (const status of ['active', 'suspended', 'retired']) {
    await writeFile(path, `---\nid: dog\nstatus: ${status}\n---\n`);
    const { changes, refused } = await plan([guide()]);
    expect(changes).toEqual([]);
    expect(refused).toMatchObject([{ code: 'approved', file: path, detail: status }]);
  }
});

test('a file that is no guide is replaced only in the open', async () => {
  const { plan, path } = await destination();
  await writeFile(path, 'notes of my own');
  const { changes } = await plan([guide()]);
  expect(changes[0]?.state).toBe('changed');
  expect(changes[0]?.differences).toContainEqual({ field: 'body:1', before: 'notes of my own', after: '' });
});

test('made whole on another day, an unchanged guide is the same', async () => {
  const { plan } = await destination();
  const complete = { status: 'active' as const };
  await applyPlan(await plan([guide()], { complete }));
  expect((await plan([guide()], { complete, today: '2027-01-01' })).changes).toMatchObject([
    { state: 'same' },
  ]);
});

test('made whole, a guide refers to guides of the same import only', async () => {
  const { plan } = await destination();
  const other = guide({ id: 'cat', name: '猫' });
  const { changes } = await plan([guide({ related: ['cat', 'nowhere'] }), other], {
    complete: { status: 'draft' },
  });
  expect(changes[0]?.text).toContain('related:\n  - cat\nsource');
});
