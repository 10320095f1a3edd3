import { describe, expect, it } from 'vitest';
import { createSegmenter, sentencesOf } from './segmenter.ts';

/** The text as a model sends it: in pieces of `size` characters. */
function stream(text: string, size: number) {
  const segmenter = createSegmenter();
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  return [...pieces.flatMap((piece) => segmenter.push(piece)), ...segmenter.flush()];
}

describe('sentencesOf', () => {
  it.each([
    ['免费。当场办好！要带什么？身份证。', ['免费。', '当场办好！', '要带什么？', '身份证。']],
    ['It is free. Bring your card! Any questions?', ['It is free.', 'Bring your card!', 'Any questions?']],
    ['费用是8.5元。版本3.2.0可用。', ['费用是8.5元。', '版本3.2.0可用。']],
    ['8:30–17:00开门。', ['8:30–17:00开门。']],
    ['Open 8.30 to 17.00. Closed on Sundays.', ['Open 8.30 to 17.00.', 'Closed on Sundays.']],
    ['Bring a document, e.g. a passport. Then sign.', ['Bring a document, e.g. a passport.', 'Then sign.']],
    [
      'Open from 9 a.m. to 5 p.m. on weekdays. Come early.',
      ['Open from 9 a.m. to 5 p.m. on weekdays.', 'Come early.'],
    ],
    ['It closes at 5 p.m. Come early.', ['It closes at 5 p.m.', 'Come early.']],
    ['See Art. 7 of the Regulations. It applies.', ['See Art. 7 of the Regulations.', 'It applies.']],
    ['Ask Dr. J. Smith. He knows.', ['Ask Dr. J. Smith.', 'He knows.']],
    ['See haicheng.example for more. Bye.', ['See haicheng.example for more.', 'Bye.']],
    ['他说：“好的。”然后走了。', ['他说：“好的。”', '然后走了。']],
    ['带材料（身份证。户口簿。）到窗口。', ['带材料（身份证。户口簿。）到窗口。']],
    ['要带：\n- 身份证\n- 户口簿\n都要原件。', ['要带：', '身份证', '户口簿', '都要原件。']],
    ['Bring:\n1. ID card\n2. Booklet\nThat is all.', ['Bring:', 'ID card', 'Booklet', 'That is all.']],
    ['没有句号', ['没有句号']],
    ['真的吗？！太好了……', ['真的吗？！', '太好了……']],
    ['', []],
    ['。。。\n\n', []],
  ])('%s', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });
});

describe('a stream', () => {
  const text =
    '工本费是20元[1]。丢失补领是40元。[1][2] 到8.5元以下。 [3]\n- 身份证[4]\nIt costs 2.5 yuan. [5] Done.';
  const expected = [
    { text: '工本费是20元。', cites: [1] },
    { text: '丢失补领是40元。', cites: [1, 2] },
    { text: '到8.5元以下。', cites: [3] },
    { text: '身份证', cites: [4], line: true },
    { text: 'It costs 2.5 yuan.', cites: [5] },
    { text: 'Done.', cites: [] },
  ];

  it.each([1, 2, 3, 5, 8, 13, 1000])('gives the same sentences in pieces of %i characters', (size) => {
    expect(stream(text, size)).toEqual(expected);
  });

  it('gives a sentence as soon as what follows shows that it is over', () => {
    const segmenter = createSegmenter();
    expect(segmenter.push('免费。')).toEqual([]);
    expect(segmenter.push('[1')).toEqual([]);
    expect(segmenter.push(']')).toEqual([]);
    expect(segmenter.push('当')).toEqual([{ text: '免费。', cites: [1] }]);
  });

  it('never gives a sentence that was cut off, unless told that the text is whole', () => {
    const segmenter = createSegmenter();
    expect(segmenter.push('免费。[1]丢失补领的工本')).toEqual([{ text: '免费。', cites: [1] }]);
  });

  it('shows no markup, links or HTML', () => {
    const [sentence] = stream('## 费用\n**免费**，见[这里](javascript:alert)<img src=x>。[1]', 4).slice(1);
    expect(sentence).toEqual({ text: '**免费**，见这里。', cites: [1] });
  });
});
