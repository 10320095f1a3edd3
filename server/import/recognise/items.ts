import { withoutNumbering } from './labels.ts';

/** Kinds of numbering from the outermost in; the first that a text uses is the one it is cut at. */
const NUMBERINGS: readonly RegExp[] = [
  /(?<![第\p{Script=Han}\d])(?=[一二三四五六七八九十]{1,3}[、.．])/gu,
  /(?<!第)(?=[（(][一二三四五六七八九十]{1,3}[)）])/g,
  /(?<![第\d.（(])(?=\d{1,2}[、．)）](?!\d)|\d{1,2}\.(?!\d))/g,
  /(?<![第\d])(?=[（(]\d{1,2}[)）])/g,
  /(?=[①-⑳])/g,
];

function cut(text: string): string[] {
  for (const numbering of NUMBERINGS) {
    const parts = text.split(numbering).filter((part) => part.trim() !== '');
    const numbered = parts.filter((part) => withoutNumbering(part) !== part.trim()).length;
    if (parts.length > 1 && numbered > 1) return parts;
  }
  return [text];
}

/**
 * The items of a list that was published as running text: cut at its outermost numbering wherever that stands, at line
 * ends otherwise. Numbers are taken off; a lead ("具备下列条件：") stays as the first item.
 */
export function itemsOf(lines: readonly string[]): string[] {
  const text = lines.join('\n');
  const parts = cut(text);
  const items = parts.length > 1 ? parts : lines;
  return items
    .map((item) =>
      withoutNumbering(item.replace(/\s*\n\s*/g, ' '))
        .replace(/[；;]$/, '')
        .trim(),
    )
    .filter((item) => item !== '');
}
