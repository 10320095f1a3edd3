import { describe, expect, it } from 'vitest';
import { emphasisRuns, listLine } from './emphasis.ts';

describe('emphasis', () => {
  it('leaves plain words alone', () => {
    expect(emphasisRuns('3 * 4 等于 12')).toEqual([{ text: '3 * 4 等于 12', strong: false }]);
    expect(emphasisRuns('')).toEqual([]);
  });

  it('finds emphasised words', () => {
    expect(emphasisRuns('出生后**一个月**内申报')).toEqual([
      { text: '出生后', strong: false },
      { text: '一个月', strong: true },
      { text: '内申报', strong: false },
    ]);
    expect(emphasisRuns('*free* of charge')[0]).toEqual({ text: 'free', strong: true });
  });

  it('shows HTML as the words it is', () => {
    expect(emphasisRuns('<b>x</b>')).toEqual([{ text: '<b>x</b>', strong: false }]);
  });

  it('knows a list line by its bullet', () => {
    expect(listLine('- 身份证')).toBe('身份证');
    expect(listLine('**身份证**')).toBeNull();
  });
});
