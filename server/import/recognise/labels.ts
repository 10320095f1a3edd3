import { Slot } from '../types.ts';
import { en } from './labels.en.ts';
import { zh } from './labels.zh.ts';

const entries = (labels: typeof zh, separator: string) =>
  Slot.options.flatMap((slot) =>
    (labels[slot]?.split(separator) ?? []).map((label) => [label, slot] as const),
  );

/** What each label says, as `plainLabel` writes it. */
const SLOT_BY_LABEL: ReadonlyMap<string, Slot> = new Map([...entries(zh, ' '), ...entries(en, ', ')]);

/** 一、 （一） 1. 1、 (1) ① 第一条, before a heading or an item. */
const NUMBERING =
  /^\s*(?:第[一二三四五六七八九十百\d]+[章节条部分]+[、.：:\s]*|[（(][一二三四五六七八九十\d]{1,3}[)）][、.]?|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:\.\d{1,2})*[)）、．.](?!\d)|[①-⑳]|[•·●■◆▪-])\s*/;

export const withoutNumbering = (text: string): string => text.replace(NUMBERING, '').trim();

/** A label as compared: no numbering, brackets, stars or colon around it, full-width letters narrowed, lower case. */
export function plainLabel(label: string): string {
  const plain = withoutNumbering(label.normalize('NFKC'))
    .replace(/[*_#]/g, '')
    .replace(/^[【[（(]+|[】\]）)]+$/g, '')
    .replace(/[:：]\s*$/, '')
    .replace(/[（(][^（()）]*[)）]\s*$/, '')
    .trim()
    .toLowerCase();
  return /\p{Script=Han}/u.test(plain)
    ? plain.replace(/\s+/g, '')
    : plain.replace(/[\s_]+/g, ' ').replace(/[?]$/, '');
}

/** What a table of one's own may say beside a column, and no source may say of itself. */
const NamedSlot = Slot.exclude(['ignore']);

/**
 * What a label says of a service; undefined when it is not known. Dotted field names are labels of themselves: a column
 * may simply be called `time_limit.legal`.
 */
export function slotOf(label: string): Slot | undefined {
  return NamedSlot.safeParse(label.trim()).data ?? SLOT_BY_LABEL.get(plainLabel(label));
}
