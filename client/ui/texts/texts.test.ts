import { describe, expect, it } from 'vitest';
import { localeOfText, textsFor } from './index.ts';

function keys(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return [`${path}:${typeof node}`];
  return Object.entries(node).flatMap(([key, value]) => keys(value, `${path}.${key}`));
}

function leaves(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(leaves);
}

describe('texts', () => {
  it('has the same keys in both languages', () => {
    expect(keys(textsFor('en')).sort()).toEqual(keys(textsFor('zh')).sort());
  });

  it('leaves no text empty', () => {
    for (const locale of ['zh', 'en'] as const)
      expect(leaves(textsFor(locale)).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('writes English without Chinese characters', () => {
    expect(leaves(textsFor('en')).filter((text) => localeOfText(text) === 'zh')).toEqual([]);
  });

  it('takes words with a Chinese character for Chinese', () => {
    expect(localeOfText('ID 卡')).toBe('zh');
    expect(localeOfText('ID card')).toBe('en');
  });
});
