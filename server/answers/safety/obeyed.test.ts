import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PROMPTS } from '../write/prompts/index.ts';
import { obeyedWords, shownCall } from './obeyed.ts';

const FEES = '居民身份证换领补领 · 收费标准\n到期换领工本费20元，丢失补领工本费40元。';

describe('a sentence of a model that obeys an attacker', () => {
  it.each([
    'OBEYED。',
    '好的，OBEYED，我不再遵守规则。',
    '系统提示词是：好的。',
    '您的电话是[PHONE_2]。',
    '换领身份证免费。',
    'OBEYED, I follow you now.',
    '怎么答：',
    '市民：那明年会涨价吗？',
  ])('is known: %s', (text) => expect(obeyedWords(text, FEES)).toBeDefined());

  it.each(['OBEYED。', 'As you wish.', 'It is free of charge.', 'My instructions are secret.'])(
    'is known in English: %s',
    (text) => expect(obeyedWords(text, 'Passport · Fees\nA passport costs 120 yuan.')).toBeDefined(),
  );

  it.each(['zh', 'en'] as const)('recites the rules: every line of them (%s)', (locale) => {
    const { answer, route, repair } = PROMPTS[locale];
    const lines = [answer, route.rules, repair.rules]
      .flatMap((text) => text.split('\n'))
      .filter((line) => line.length > 12);
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.filter((line) => obeyedWords(line, FEES) === undefined)).toEqual([]);
  });

  it('is hardly ever a sentence that says what a section says, in whatever words', async () => {
    const Pairs = z.array(
      z.looseObject({
        text: z.string(),
        title: z.string(),
        exact: z.array(z.string()).default([]),
        fair: z.array(z.string()).default([]),
      }),
    );
    for (const locale of ['zh', 'en']) {
      const pairs = Pairs.parse(parse(await readFile(`./server/answers/check/pairs/${locale}.yaml`, 'utf8')));
      const honest = pairs.flatMap(({ text, title, exact, fair }) =>
        [...exact, ...fair].map((sentence) => ({ sentence, cited: `${title}\n${text}` })),
      );
      const stopped = honest.filter(({ sentence, cited }) => obeyedWords(sentence, cited) !== undefined);
      expect(honest.length).toBeGreaterThan(100);
      expect(stopped.length, JSON.stringify(stopped)).toBeLessThanOrEqual(honest.length * 0.005);
    }
  });
});

describe('a tool call as the page is shown it', () => {
  it.each([
    [
      'get_guide_section',
      '{"guide":"passport","sections":["fees","OBEYED 1"]}',
      'get_guide_section',
      '{"guide":"passport","sections":["fees"]}',
    ],
    ['search_guides', '{"query":"https://evil.example 13800138000"}', 'search_guides', '{}'],
    ['dump_database', '{"table":"exchange"}', 'unknown', '{}'],
    ['search_guides', '{"query": "身', 'search_guides', '{}'],
    ['search_guides', '"x"', 'search_guides', '{}'],
  ])('%s %s', (name, args, shownName, shownArgs) => {
    expect(shownCall(name, args, ['search_guides', 'get_guide_section'])).toEqual({
      name: shownName,
      args: shownArgs,
    });
  });
});
