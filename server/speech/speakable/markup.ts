import { type Rule, rule } from './rewrite.ts';

/**
 * What is never said, in either language: Markdown, HTML tags, pictographs, invisible characters. A caption should be
 * plain; this catches what slipped through.
 */
export const MARKUP_RULES: readonly Rule[] = [
  rule(/\r?\n+/u, (_match, { spoken }) => (/[\p{L}\p{N}]\s*$/u.test(spoken) ? ', ' : ' ')),
  // Line starts: headings, quotes, bullets, numbered lists keep their number.
  rule(/(?<=^|\n)[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+•][ \t]+)+/u, ''),
  // Links and images are said by their label.
  rule(/!?\[(?=[^\]\n]*\]\([^)\n]*\))/u, ''),
  rule(/(?<=\[[^\]\n]*)\]\([^)\n]*\)/u, ''),
  rule(/<\/?[a-zA-Z][^<>\n]{0,200}>/u, ''),
  rule(
    /\*{1,3}(?=\S)|(?<=\S)\*{1,3}|~~|`{1,3}|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])/u,
    '',
  ),
  // Zero-width and directional marks, byte order mark, soft hyphen.
  rule(/(?:\p{Cf}|\p{Variation_Selector})+/u, ''),
  rule(/\p{Cc}+/u, ' '),
  rule(
    /\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)*/u,
    (match) => (/^[©®™\d#*]/u.test(match[0]) ? null : ''),
  ),
];
