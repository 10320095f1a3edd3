import type { RootContent } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Locale } from '#protocol/index.ts';
import { IMPORT_TEXTS } from '../texts/index.ts';
import type { Statement } from './statements.ts';

const paragraph = (value: string): RootContent => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

const list = (items: readonly string[]): RootContent => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((value) => ({
    type: 'listItem' as const,
    spread: false,
    children: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value }] }],
  })),
});

/** Rows as lines that each carry the head: "材料名称：身份证；份数：1". */
function rowLines(rows: readonly string[][], lang: Locale): string[] {
  const { labelled, cellGap } = IMPORT_TEXTS[lang];
  const [head = [], ...body] = rows;
  const named = head.length > 1 && body.length > 0;
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => ({
        label: (head[index] ?? '').trim(),
        text: text.replace(/\s*\n\s*/g, ' ').trim(),
      }))
      .filter(({ text }) => text !== '')
      .map(({ label, text }) => (named && label !== '' ? labelled(label, text) : text))
      .join(cellGap);
  return (named ? body : rows).map(line).filter((text) => text !== '');
}

/**
 * The body of a draft: what fits no field, word for word. Short values share one section, longer texts keep the title
 * they stood under. Whatever looks like markup in the source is escaped, so the body holds text alone.
 */
export function bodyOf(rest: readonly Statement[], lang: Locale): string {
  const { other, original, labelled } = IMPORT_TEXTS[lang];
  const short: string[] = [];
  const sections: { title: string; content: RootContent[] }[] = [];
  for (const { label, lines, tables } of rest) {
    const rows = tables.flatMap((table) => rowLines(table, lang));
    if (label !== '' && lines.length === 1 && rows.length === 0) short.push(labelled(label, lines[0] ?? ''));
    else if (label === '' && rows.length === 0) short.push(...lines);
    else if (lines.length + rows.length > 0)
      sections.push({
        title: label === '' ? original : label,
        content: [...lines.map(paragraph), ...(rows.length > 0 ? [list(rows)] : [])],
      });
  }
  if (short.length > 0) sections.push({ title: other, content: [list(short)] });
  return sections
    .map(({ title, content }, index) => {
      // A heading is one line, and braces would read as a second anchor.
      const plain = title.replace(/[\n{}#]+/g, ' ').trim();
      const heading = toMarkdown(paragraph(plain)).trim();
      return `## ${heading} {#source-${index + 1}}\n\n${toMarkdown({ type: 'root', children: content as never[] }).trim()}`;
    })
    .join('\n\n');
}
