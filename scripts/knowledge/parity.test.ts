import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { disagreements, figures, guideText } from './parity.ts';

const GUIDES = join(import.meta.dirname, '../../knowledge/guides');
const files = readdirSync(GUIDES).filter((name) => name.endsWith('.md'));
const idsIn = (lang: 'zh' | 'en') =>
  files
    .filter((name) => name.endsWith(`.${lang}.md`))
    .map((name) => name.slice(0, -`.${lang}.md`.length))
    .sort();
const source = (file: string) => readFileSync(join(GUIDES, file), 'utf8');
const read = (file: string) => guideText(file, source(file));

describe('the guides in both languages', () => {
  test('every guide is written in Chinese and in English', () => {
    expect(idsIn('zh')).not.toEqual([]);
    expect(idsIn('en')).toEqual(idsIn('zh'));
  });

  test.each(idsIn('zh').filter((id) => files.includes(`${id}.en.md`)))(
    '%s says the same in Chinese and English',
    (id) => {
      expect(disagreements(read(`${id}.zh.md`), read(`${id}.en.md`))).toEqual([]);
    },
  );
});

describe('a disagreement is found and named by file and field', () => {
  const sample = (lang: 'zh' | 'en') => `---
id: sample
lang: ${lang}
name: Sample
summary: Within 5 days.
aliases: [${lang === 'zh' ? 'a' : 'a, b'}]
kind: item
status: active
effective: {from: 2026-01-01}
authority: {name: Office, joint: [Police]}
audience: [person]
life_event: birth
handling: {channels: [window, web], visits: 1, appointment: true, express: false, online: null}
time_limit: {legal: 20 workdays, promised: 5 workdays}
conditions: [{id: c1, text: At least 18.}, {id: c2, text: Resident.}]
materials:
  - {id: m1, name: Card, required: true, when: null, originals: 1, copies: 0, source: applicant, deferrable: false, notes: 2 inches.}
steps: [{id: s1, name: Apply, by: Applicant, limit: 1 workday, text: Apply.}]
fees: [{name: Fee, amount: 4000, basis: Notice No. 2322}]
result: {name: Paper, delivery: [pickup]}
locations: [{name: Hall, address: 18 Road, hours: "9:00–12:00", phone: 0000-5512 3456}]
contacts: {consult: "12345", complaint: "12345"}
legal_basis: [{title: Law, article: Article 7}]
questions: [How]
source: {owner: Office, reviewed: 2026-09-01, review_by: 2027-03-01}
---

## Late {#late}

After 1 month it costs ¥40.

## Lost {#lost}

Call 110.
`;

  const against = (from: string, to: string) => {
    expect(sample('en')).toContain(from);
    return disagreements(
      guideText('sample.zh.md', sample('zh')),
      guideText('sample.en.md', sample('en').replace(from, to)),
    );
  };

  test('files that differ in words, aliases and questions agree', () => {
    expect(against('questions: [How]', 'questions: [How, Where]')).toEqual([]);
    expect(against('text: Resident.', 'text: Lives here.')).toEqual([]);
  });

  test('the name of the service may have figures in one language alone, the name of a material may not', () => {
    expect(against('name: Sample', 'name: Sample for people over 80')).toEqual([]);
    expect(against('name: Card', 'name: Card for people over 80')).toHaveLength(1);
  });

  test.each([
    ['a material asked for more often', 'originals: 1', 'originals: 2', 'materials.0.originals'],
    ['a material no longer required', 'required: true', 'required: false', 'materials.0.required'],
    ['a material with a condition of its own', 'when: null', 'when: Lost', 'materials.0.when'],
    ['a fee', 'amount: 4000', 'amount: 2000', 'fees.0.amount'],
    ['a promise', 'promised: 5 workdays', 'promised: 4 workdays', 'time_limit.promised'],
    ['a step without its limit', ' limit: 1 workday,', '', 'steps.0.limit'],
    ['conditions in another order', 'id: c2', 'id: c0', 'conditions.1.id'],
    ['a missing condition', ', {id: c2, text: Resident.}', '', 'conditions'],
    ['a channel', '[window, web]', '[window, kiosk]', 'handling.channels.1'],
    ['a telephone', '0000-5512 3456', '0000-5512 3457', 'locations.0.phone'],
    ['opening hours', '9:00–12:00', '9:30–12:00', 'figures of locations.0.hours'],
    ['a figure in a note', '2 inches', '3 inches', 'figures of materials.0.notes'],
    ['a law article', 'Article 7', 'Article 8', 'figures of legal_basis.0.article'],
    ['a joint office', 'joint: [Police]', 'joint: []', 'authority.joint'],
    ['a review date', 'review_by: 2027-03-01', 'review_by: 2027-03-02', 'source.review_by'],
    ['an anchor', '{#lost}', '{#gone}', 'anchors of the body'],
    ['a figure in a section', '¥40', '¥20', 'figures of #late'],
    ['a figure told twice', '1 month', '1 or 1 month', 'figures of #late'],
  ])('%s', (_what, from, to, field) => {
    const found = against(from, to);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toMatch(
      new RegExp(`^${field}: sample\\.zh\\.md has .+, but sample\\.en\\.md has .+$`),
    );
  });

  test('a file without the shape of a guide is refused by name', () => {
    expect(() => guideText('x.zh.md', '# no front matter')).toThrow('x.zh.md');
    expect(() => guideText('x.zh.md', sample('zh').replace('visits: 1', 'visits: many'))).toThrow(
      /x\.zh\.md:[\s\S]*visits/,
    );
  });
});

test('figures compare by value of their digits, however they are set', () => {
  expect(figures('缴１，０００元，共2次')).toEqual(figures('pay ¥1,000, 2 times'));
  expect(figures('12.50')).toEqual(['12.50']);
  expect(figures('三代以内')).toEqual([]);
});
