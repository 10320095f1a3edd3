import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Source } from '../recognise/blocks.ts';
import type { Limits } from '../types.ts';
import { blocksOf } from './mdast.ts';
import { sourceOf } from './structured.ts';
import { parseYaml } from './yaml.ts';

/** A Markdown or plain text file: front matter of our own kind or another's, or a document to look through. */
export function readMarkdown(text: string, limits: Limits): Source[] {
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(text);
  if (match?.index !== 0) return [{ kind: 'document', line: 1, blocks: blocksOf(fromMarkdown(text)) }];
  const body = text.slice(match[0].length);
  const [front] = parseYaml(match[1] ?? '', 2, limits);
  return [sourceOf(front?.value ?? {}, 1, body.trim(), blocksOf(fromMarkdown(body)))];
}
