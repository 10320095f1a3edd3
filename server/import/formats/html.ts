import type { Element, Nodes, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { Block, Source } from '../recognise/blocks.ts';
import { Refused } from '../refuse.ts';
import type { Limits } from '../types.ts';
import { blocksOf } from './mdast.ts';

/** What runs, loads, draws or leads elsewhere on a page, and is no text of the guide. */
const DROPPED: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'canvas',
  'video',
  'audio',
  'link',
  'meta',
  'base',
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'img',
  'nav',
  'footer',
  'dialog',
]);

const hidden = ({ properties }: Element) =>
  properties.hidden === true || /display\s*:\s*none/i.test(String(properties.style ?? ''));

/** What stands on lines of its own; inside a table cell, where Markdown has no blocks, a line break says so. */
const BLOCKS: ReadonlySet<string> = new Set([
  'p',
  'div',
  'li',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]);
const lineBreak = (): Element => ({ type: 'element', tagName: 'br', properties: {}, children: [] });

/** Drops `DROPPED` and hidden elements in place, and proves that the tree is not too deep to walk. */
function clean(root: Root, limits: Limits): void {
  const open: { node: Nodes; depth: number; inCell: boolean }[] = [{ node: root, depth: 0, inCell: false }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (depth > limits.depth) throw new Refused('too_deep', `> ${limits.depth}`);
    if (!('children' in node)) continue;
    const inCell =
      next.inCell || (node.type === 'element' && (node.tagName === 'td' || node.tagName === 'th'));
    const kept = (node.children as Nodes[]).filter(
      (child) =>
        child.type !== 'comment' &&
        !(child.type === 'element' && (DROPPED.has(child.tagName) || hidden(child))),
    );
    for (const child of kept) open.push({ node: child, depth: depth + 1, inCell });
    node.children = kept.flatMap((child) =>
      inCell && child.type === 'element' && BLOCKS.has(child.tagName) ? [child, lineBreak()] : [child],
    ) as typeof node.children;
  }
}

/** HTML as blocks of plain text, without scripts, styles, pictures and forms. */
export function blocksOfHtml(html: string, limits: Limits): Block[] {
  const root = fromHtml(html, { fragment: !/<(?:html|body)\b/i.test(html) });
  clean(root, limits);
  const tree = toMdast(root);
  return tree.type === 'root' ? blocksOf(tree) : [];
}

/** An HTML page as a document. */
export function readHtml(html: string, limits: Limits): Source[] {
  if (!/<[a-z!][^>]*>/i.test(html)) throw new Refused('wrong_content', '.html ≠ text');
  return [{ kind: 'document', line: 1, blocks: blocksOfHtml(html, limits) }];
}
