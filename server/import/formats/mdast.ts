import type { Nodes, Root, RootContent } from 'mdast';
import type { Block } from '../recognise/blocks.ts';

/** Text of inline content; line breaks stay, pictures and raw HTML go. */
function inline(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') return node.value;
  if (node.type === 'break') return '\n';
  return 'children' in node ? node.children.map(inline).join('') : '';
}

const tidy = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

const RULE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;
const pipeCells = (line: string) =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((text) => text.trim());

/** A table written with pipes, which plain Markdown reads as a paragraph. */
function pipeTable(text: string): string[][] | undefined {
  const lines = text.split('\n');
  if (lines.length < 2 || !lines.every((line) => line.includes('|')) || !RULE.test(lines[1] ?? ''))
    return undefined;
  return lines.filter((_, index) => index !== 1).map(pipeCells);
}

/** The text of a list item, then of the lists inside it, a line each. */
function itemLines(node: Nodes): string[] {
  if (node.type === 'list')
    return node.children.flatMap((item, index) =>
      itemLines(item).map((line, at) =>
        at === 0 && node.ordered ? `(${(node.start ?? 1) + index}) ${line}` : line,
      ),
    );
  if (node.type === 'listItem' || node.type === 'blockquote') return node.children.flatMap(itemLines);
  const text = tidy(inline(node));
  return text === '' ? [] : text.split('\n');
}

function* blocksOfNode(node: RootContent): Generator<Block> {
  if (node.type === 'heading') {
    const text = tidy(inline(node))
      .replace(/\n/g, ' ')
      .replace(/\s*\{#[a-z0-9-]+\}$/, '');
    if (text !== '') yield { kind: 'heading', level: node.depth, text };
  } else if (node.type === 'list') {
    const items = node.children
      .map((item) => item.children.flatMap(itemLines).join('\n'))
      .filter((text) => text !== '');
    if (items.length > 0) yield { kind: 'list', ordered: node.ordered === true, items };
  } else if (node.type === 'table') {
    const rows = node.children
      .map((row) => row.children.map((cell) => tidy(inline(cell))))
      .filter((row) => row.some((text) => text !== ''));
    if (rows.length > 0) yield { kind: 'table', rows };
  } else if (node.type === 'blockquote') for (const child of node.children) yield* blocksOfNode(child);
  else {
    const text = tidy(inline(node));
    const rows = pipeTable(text);
    if (rows) yield { kind: 'table', rows };
    else if (text !== '') yield { kind: 'text', text };
  }
}

/** A Markdown tree as blocks of plain text. */
export const blocksOf = (root: Root): Block[] => root.children.flatMap((node) => [...blocksOfNode(node)]);
