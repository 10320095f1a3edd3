import { expect, test } from 'vitest';
import { bundleInconsistencies } from './consistency.ts';
import { guideText } from './parity.ts';

const guide = (id: string, changes: Readonly<Record<string, string>> = {}) => {
  const lines = {
    kind: 'item',
    includes: '[]',
    status: 'active',
    time_limit: '{legal: 20 workdays, promised: 5 workdays}',
    material: 'name: Card, source: applicant',
    ...changes,
  };
  return guideText(
    `${id}.en.md`,
    `---
id: ${id}
lang: en
name: ${id}
summary: Sample.
aliases: []
kind: ${lines.kind}
includes: ${lines.includes}
status: ${lines.status}
effective: {from: 2026-01-01}
authority: {name: Office}
audience: [person]
life_event: birth
handling: {channels: [window], visits: 1, appointment: true, express: false, online: null}
time_limit: ${lines.time_limit}
conditions: [{id: c1, text: Any.}]
materials:
  - {id: card, ${lines.material}, required: true, when: null, originals: 1, copies: 0, deferrable: false}
steps: [{id: s1, name: Apply, by: Applicant, text: Apply.}]
fees: []
result: {name: Paper, delivery: [pickup]}
locations: [{name: Hall, address: 18 Road, hours: "9:00", phone: "12345"}]
contacts: {consult: "12345", complaint: "12345"}
legal_basis: [{title: Law}]
questions: []
source: {owner: Office, reviewed: 2026-09-01, review_by: 2027-03-01}
---
`,
  );
};
const bundle = (changes: Readonly<Record<string, string>> = {}) =>
  guide('bundle', { kind: 'bundle', includes: '[part]', ...changes });

const found = (...guides: ReturnType<typeof guide>[]) =>
  bundleInconsistencies(guides).map(({ guide: { file }, path, message }) => ({ file, path, message }));

test('a bundle that agrees with its part', () => {
  expect(found(bundle(), guide('part'))).toEqual([]);
});

test.each([
  ['is not active', { status: 'suspended' }, 'includes.0', 'suspended'],
  [
    'takes longer',
    { time_limit: '{legal: 20 workdays, promised: 8 workdays}' },
    'time_limit.promised',
    '8 workdays',
  ],
  [
    'names a material otherwise',
    { material: 'name: Passport, source: applicant' },
    'materials.0.name',
    'Passport',
  ],
  [
    'gets a material otherwise',
    { material: 'name: Card, source: shared-data' },
    'materials.0.source',
    'shared-data',
  ],
])('a part that %s', (_what, changes, path, named) => {
  expect(found(bundle(), guide('part', changes))).toEqual([
    { file: 'bundle.en.md', path, message: expect.stringContaining(named) },
  ]);
});

test('a part may take longer when the bundle tells how long', () => {
  const told = bundle({
    time_limit: '{legal: 20 workdays, promised: 5 workdays, notes: The card takes 8 working days.}',
  });
  expect(found(told, guide('part', { time_limit: '{legal: 20 workdays, promised: 8 workdays}' }))).toEqual(
    [],
  );
});

test('a bundle that is not in force yet is let be', () => {
  expect(found(bundle({ status: 'draft' }), guide('part', { status: 'retired' }))).toEqual([]);
});
