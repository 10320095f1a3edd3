import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GuideFields } from '#protocol/index.ts';
import { createKnowledge } from '#server/knowledge/index.ts';
import { completeDraft } from './complete.ts';
import { type GuideDraft, guideFileText, missingOf } from './draft.ts';

const bare: GuideDraft = { id: 'dog', lang: 'zh', name: '犬只登记', status: 'draft' };
const rich: GuideDraft = {
  ...bare,
  summary: '给狗上户口',
  authority: { name: '海澄市公安局' },
  handling: { channels: ['window'], appointment: true, online: null },
  time_limit: { legal: '20 workdays', promised: '5 workdays' },
  materials: [{ id: 'm1', name: '免疫证明' }],
  fees: [],
  locations: [{ address: '海晏路1号' }],
};
const options = { status: 'active' as const, today: '2026-09-01' };

test('a draft tells what an active guide still needs, by the very schema that will be asked', () => {
  expect(missingOf(bare)).toContain('materials');
  expect(missingOf(rich)).toEqual(
    expect.arrayContaining(['handling.visits', 'materials.0.originals', 'locations.0.hours', 'steps']),
  );
  expect(missingOf(rich)).not.toContain('time_limit');
  const whole = completeDraft(rich, options);
  const { unstated: _, ...fields } = whole;
  expect(missingOf({ ...fields, status: 'draft' })).toEqual([]);
});

describe.each(['zh', 'en'] as const)('a draft made whole (%s)', (lang) => {
  const words = lang === 'zh' ? '原文未写明' : 'not stated in the source';

  test('has the shape of a guide and says what its source does not', () => {
    const whole = completeDraft({ ...bare, lang }, options);
    expect(GuideFields.parse(whole)).toEqual(whole);
    expect(whole.status).toBe('active');
    expect(whole.unstated).toEqual(
      expect.arrayContaining([
        'summary',
        'conditions',
        'materials',
        'steps',
        'fees',
        'time_limit',
        'locations',
        'handling',
        'result',
        'legal_basis',
      ]),
    );
    expect(whole.fees).toEqual([{ name: expect.any(String), amount: null, basis: words }]);
    expect(whole.conditions[0]?.text).toBe(words);
  });

  test('keeps what the source says', () => {
    const whole = completeDraft({ ...rich, lang }, options);
    expect(whole.unstated).not.toContain('time_limit');
    expect(whole.time_limit).toEqual({ legal: '20 workdays', promised: '5 workdays' });
    expect(whole.fees).toEqual([]);
    expect(whole.locations).toEqual([{ name: words, address: '海晏路1号', hours: words, phone: words }]);
    expect(whole.unstated).toContain('handling');
    expect(whole.handling.notes).toMatch(
      lang === 'zh' ? /窗口.*可以预约办理/ : /at the counter.*Appointments can be made/,
    );
  });
});

test('a promised limit above the legal one is told as the source tells it, not passed on as fact', () => {
  const whole = completeDraft(
    { ...bare, time_limit: { legal: '5 workdays', promised: '20 workdays' } },
    options,
  );
  expect(whole.unstated).toContain('time_limit');
  expect(whole.time_limit.notes).toContain('法定办结时限：5 workdays');
});

test('guides made whole are loaded and found; drafts are not', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'complete-'));
  await mkdir(join(dir, 'guides'));
  const write = (fields: GuideFields) =>
    writeFile(
      join(dir, 'guides', `${fields.id}.zh.md`),
      guideFileText(fields, '## 狗丢了 {#source-1}\n\n到窗口注销。'),
    );
  await write(completeDraft(rich, options));
  await write(completeDraft({ ...bare, id: 'cat', name: '猫只登记' }, { ...options, status: 'draft' }));
  const knowledge = await createKnowledge({
    guidesDir: join(dir, 'guides'),
    dataDir: dir,
    embeddings: null,
    log: { info: () => {}, warn: () => {} },
  });
  try {
    expect(knowledge.problems()).toEqual([]);
    expect(knowledge.guides('zh').map(({ id }) => id)).toEqual(['dog']);
    const { guides } = await knowledge.search({ text: '犬只登记怎么办理', lang: 'zh' });
    expect(guides[0]?.guide).toBe('dog');
  } finally {
    await knowledge.close();
  }
});
