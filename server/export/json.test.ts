import { expect, it } from 'vitest';
import { GuideFields, GuideSection } from '#protocol/index.ts';
import { loadGuides } from '#server/knowledge/index.ts';
import { guidesJson } from './json.ts';

const { guides } = await loadGuides('knowledge/guides', '2026-11-22');

it('gives every guide with all fields, its version and its sections', () => {
  const { guides: read }: { guides: unknown[] } = JSON.parse([...guidesJson(guides)].join(''));
  expect(read).toEqual(guides);
  const whole = GuideFields.extend({ version: GuideFields.shape.name, sections: GuideSection.array() });
  for (const guide of read) whole.parse(guide);
});

it('is a whole document when there are no guides', () => {
  expect(JSON.parse([...guidesJson([])].join(''))).toEqual({ guides: [] });
});
