/** Format characters and lone surrogates that nobody sees; white space and line ends are none of them. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** Control characters but tab and line feed. */
const CONTROL = /[^\P{Cc}\t\n]/gu;

const ROLES =
  'system|developer|assistant|user|human|ai|tool|function|instructions?|response|系统|系统提示词?|助手|用户|开发者|工具';

/** What a chat template or an agent reads as a mark, and the same as words. Each is one pass over the text. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  // <|im_start|>, <<SYS>>, <s>, </tool_call>, <system>, <!-- … -->: "<18" and "a < b" are no marks.
  [/<(?=[|</!?a-z])/gi, '‹'],
  [/(?<=[|/>a-z"'-])>/gi, '›'],
  // [INST], [/INST], and [7], which would be a citation or the head of a section that nobody searched for.
  [/\[(?=\/?(?:INST|SYS|SYSTEM|TOOL_[A-Z]{1,20})\]|\d{1,4}\])/gi, '('],
  [/(?<=\((?:\/?(?:INST|SYS|SYSTEM|TOOL_[A-Z]{1,20})|\d{1,4}))\]/gi, ')'],
  // A call written as JSON.
  [/\{/g, '('],
  [/\}/g, ')'],
  [/`{3,}|~{3,}/g, '“'],
  // Images load by themselves.
  [/!(?=\[)/g, ''],
];

/** "system:" at the head of a line, headings and emphasis before it included. */
const ROLE_LINE = new RegExp(`^([ \\t#*_>-]{0,8}(?:${ROLES})[ \\t*_]{0,4})[:：]`, 'gimu');

/**
 * Text of a guide, a tool or an upload as a language model may be shown it: words, and nothing that a chat template,
 * an agent or a page takes for more than words. Line ends stay. What it says is not judged: an instruction in it is
 * left as the plain sentence it is.
 */
export function neutral(text: string): string {
  let plain = text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(CONTROL, ' ');
  for (const [mark, word] of MARKS) plain = plain.replace(mark, word);
  return plain.replace(ROLE_LINE, '$1 –');
}
