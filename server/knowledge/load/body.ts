import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
import type { GuideSection } from '#protocol/index.ts';
import type { LocatedProblem } from './front-matter.ts';

const HEADING = /^(.*\S)\s*\{#([a-z][a-z0-9-]*)\}$/;

/** Lines of plain text: one a paragraph or list item, ordered items with their number. */
function linesOf(node: RootContent): string[] {
  if (node.type === 'list') {
    const start = node.start ?? 1;
    return node.children.flatMap((item, index) => {
      const [first = '', ...rest] = item.children.flatMap(linesOf);
      return [node.ordered ? `${start + index}. ${first}` : first, ...rest];
    });
  }
  if (node.type === 'blockquote') return node.children.flatMap(linesOf);
  const text = plainText(node, { includeHtml: false })
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return text === '' ? [] : [text];
}

function hasHtml(node: Nodes): boolean {
  return node.type === 'html' || ('children' in node && node.children.some(hasHtml));
}

/**
 * The H2 sections of a guide's body as plain text. Every H2 carries its anchor: `## Title {#anchor}`.
 * @param firstLine 1-based line of the file on which `markdown` starts.
 * @param taken anchors that the guide's fields have already.
 */
export function bodySections(
  markdown: string,
  firstLine: number,
  taken: ReadonlySet<string>,
): { sections: GuideSection[]; problems: LocatedProblem[] } {
  const problems: LocatedProblem[] = [];
  const sections: (GuideSection & { lines: string[] })[] = [];
  const seen = new Set(taken);

  for (const node of fromMarkdown(markdown).children) {
    const line = (node.position?.start.line ?? 1) + firstLine - 1;
    const report = (message: string) => problems.push({ line, field: 'body', message });

    if (node.type === 'heading' && node.depth <= 2) {
      const heading = plainText(node).trim();
      const [, title, anchor] = HEADING.exec(heading) ?? [];
      if (node.depth === 1) report(`"${heading}" is a first-level heading; sections are second-level (##)`);
      else if (title === undefined || anchor === undefined)
        report(`"${heading}" has no anchor; write "## ${heading} {#short-name}"`);
      else if (seen.has(anchor))
        report(`anchor "${anchor}" is taken by a field or an earlier section; choose another`);
      else {
        seen.add(anchor);
        sections.push({ anchor, title, text: '', lines: [] });
      }
      continue;
    }
    if (hasHtml(node)) report('HTML is not allowed in a guide; write Markdown');
    const section = sections.at(-1);
    if (section) section.lines.push(...linesOf(node));
    else if (problems.length === 0) report('text before the first "## " section could never be cited');
  }
  for (const { anchor, lines } of sections)
    if (lines.length === 0)
      problems.push({ line: firstLine, field: 'body', message: `section "${anchor}" is empty` });
  return {
    sections: sections.map(({ anchor, title, lines }) => ({ anchor, title, text: lines.join('\n') })),
    problems,
  };
}
