import { describe, expect, it } from 'vitest';
import { createSources, quoteFor } from './sources.ts';

const section = (name: string, text = `${name} 的条文。`) => ({
  guide: 'id-card-renewal',
  version: 'abc',
  section: name,
  title: `身份证 · ${name}`,
  text,
  lang: 'zh' as const,
});

describe('sources', () => {
  it('number a section once for the writer, and by first citation for the citizen', () => {
    const sources = createSources();
    const [fees, places] = [sources.add(section('fees')), sources.add(section('locations'))];
    expect(sources.add(section('fees')).n).toBe(fees.n);
    expect(sources.cite('在窗口办。', [places.n])).toMatchObject({
      cites: [1],
      fresh: [{ n: 1, section: 'locations' }],
    });
    expect(sources.cite('在窗口交钱。', [fees.n, places.n])).toMatchObject({
      cites: [2, 1],
      fresh: [{ n: 2, section: 'fees' }],
    });
    expect(sources.cited().map(({ section: name }) => name)).toEqual(['locations', 'fees']);
  });

  it('lead to the section of the guide', () => {
    const sources = createSources();
    const { n } = sources.add(section('fees'));
    expect(sources.cite('免费。', [n]).fresh[0]?.url).toBe('/guides/id-card-renewal?lang=zh#fees');
  });
});

describe('quoteFor', () => {
  it('quotes a short section whole', () => {
    expect(quoteFor('工本费20元。', '要二十元。')).toBe('工本费20元。');
  });

  it('quotes of a long one the passage that carries the sentence, word for word', () => {
    const filler = Array.from({ length: 30 }, (_, i) => `第${i}句讲的是别的事情，与此无关。`).join('');
    const text = `${filler}丢失补领的工本费是40元。${filler}`;
    const quote = quoteFor(text, '丢失补领要40元工本费。');
    expect(quote).toContain('丢失补领的工本费是40元。');
    expect(text).toContain(quote);
    expect(quote.length).toBeLessThanOrEqual(280);
  });
});
