import { type AnswerRequest, MAX_QUESTION_CHARS, type Problem } from '#protocol/index.ts';
import { type Redacted, redact } from './redaction/index.ts';

/** Why a message is not taken. Nothing of the message is in it. */
export class MessageRefused extends Error {
  override name = 'MessageRefused';
  readonly code: Extract<Problem['code'], 'message_empty' | 'message_too_long'>;
  constructor(code: MessageRefused['code']) {
    super(
      code === 'message_empty'
        ? 'the last user message has no visible text'
        : `the last user message is longer than ${MAX_QUESTION_CHARS} characters`,
    );
    this.code = code;
  }
}

/** Format and default-ignorable characters (tags, joiners, variation selectors), lone surrogates, blank braille. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** More than three marks stacked on a letter are decoration that no language needs. */
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;
const COMPATIBLE = /[\p{L}\p{N}\u2E80-\u2FDF\u3000]/gu;

/**
 * Text as it was meant: compatibility forms of letters and digits folded (full-width, circled, radicals), invisible
 * and direction-changing characters gone, white space single. Punctuation keeps its width: 「？」 is not "?".
 */
export function normalise(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(COMPATIBLE, (char) => char.normalize('NFKC'))
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}

function lastUserText(request: AnswerRequest): string {
  const message = request.messages.findLast(({ role }) => role === 'user');
  if (message?.role !== 'user') return '';
  if (typeof message.content === 'string') return message.content;
  return message.content.map((part) => (part.type === 'text' ? part.text : '')).join(' ');
}

/**
 * The citizen's question, normalised and free of personal data. Every message but the last of the user is ignored:
 * what an assistant is said to have said proves nothing.
 * @throws {MessageRefused} when nothing is left or it is too long.
 */
export function receive(request: AnswerRequest): Redacted {
  const raw = lastUserText(request);
  // Normalising may expand a character eighteenfold: a text that is hopelessly long is not worth the work.
  if (raw.length > MAX_QUESTION_CHARS * 40) throw new MessageRefused('message_too_long');
  const text = normalise(raw);
  if (text === '') throw new MessageRefused('message_empty');
  if (text.length > MAX_QUESTION_CHARS) throw new MessageRefused('message_too_long');
  return redact(text);
}
