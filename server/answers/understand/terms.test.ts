import { describe, expect, it } from 'vitest';
import { createGlossary, glossaryBeside, loadGlossary } from '#server/knowledge/index.ts';
import { terms } from './terms.ts';

const { entries } = await loadGlossary(glossaryBeside('./knowledge/guides'));
const zh = createGlossary(entries, 'zh');
const en = createGlossary(entries, 'en');

describe('what texts are compared by', () => {
  it.each([
    ['娃的户口本', '孩子的户口簿'],
    ['俺爷爷', '祖父母'],
    ['房本掉了', '不动产权证书丢失'],
    ['没领证', '未婚'],
  ])('%s is %s', (said, written) => {
    expect(terms(said, zh)).toEqual(terms(written, zh));
  });

  it.each([
    ["my driver's license", 'driving licences'],
    ['hukou for my baby', 'household registration of a child'],
    ['the green book', 'Vehicle registration certificate'],
  ])('%s is %s', (said, written) => {
    expect(terms(said, en)).toEqual(terms(written, en));
  });

  it('a paper is not the matter that it is named after', () => {
    const booklet = terms('户口本', zh);
    expect([...terms('上户口', zh)].some((term) => booklet.has(term))).toBe(false);
  });

  it('words that the glossary does not know are compared as they are', () => {
    expect(terms('验收消防', zh)).toEqual(new Set(['验收', '收消', '消防']));
    expect(terms('tobacco retailers', createGlossary([], 'en'))).toEqual(new Set(['tobacco', 'retailer']));
  });
});
