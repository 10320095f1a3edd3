import { describe, expect, it } from 'vitest';
import { captionPages, pageAt, widthEm } from './caption-pages.ts';

const texts = (speech: string, capacity: number) =>
  captionPages(speech, capacity).map(({ from, to }) => speech.slice(from, to));

describe('caption pages', () => {
  const zh = '在海澄，新生儿落户可以随父亲，也可以随母亲，出生后一个月内申报即可。';

  it('keeps speech that fits on one page', () => {
    expect(texts(zh, 60)).toEqual([zh]);
  });

  it('turns the page at the end of a clause', () => {
    expect(texts(zh, 20)).toEqual([
      '在海澄，新生儿落户可以随父亲，',
      '也可以随母亲，出生后一个月内申报即可。',
    ]);
  });

  it('loses no character and fits every page', () => {
    const en =
      'In Haicheng a newborn may be registered with either parent. Please declare within one month of birth.';
    for (const [speech, capacity] of [
      [zh, 9],
      [en, 14],
      ['a'.repeat(90), 10],
    ] as const) {
      const pages = texts(speech, capacity);
      expect(pages.join('')).toBe(speech);
      for (const page of pages) expect(widthEm(page.trimEnd())).toBeLessThanOrEqual(capacity);
    }
  });

  it('does not break a figure at its point, comma or colon', () => {
    expect(texts('费用 1,200.50 元，8:30 开门。', 12)).toEqual(['费用 1,200.50 元，', '8:30 开门。']);
  });

  it('finds the page of the word being spoken', () => {
    const pages = captionPages(zh, 20);
    expect(pageAt(pages, 0)).toBe(pages[0]);
    expect(pageAt(pages, zh.length - 2)).toBe(pages[1]);
    expect(pageAt(pages, zh.length)).toBe(pages[1]);
  });

  it('has one empty page for empty speech', () => {
    expect(captionPages('', 20)).toEqual([{ from: 0, to: 0 }]);
  });
});
