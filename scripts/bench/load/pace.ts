/** Tokens a second of the stub: 50, as a hosted model streams. */
export const TOKEN_MS = 20;
const TOKEN_CHARS = 3;

/** A text in pieces as long as a token. */
export const tokensOf = (text: string): string[] => text.match(/[\s\S]{1,3}/g) ?? [];

/**
 * Milliseconds until the stub has written so much that a sentence of so many characters, without its citation, is known
 * to be over: the token after its end has come.
 */
export function writtenAfterMs(sentenceChars: number): number {
  const CITATION_CHARS = '[1]'.length;
  return (Math.floor((sentenceChars + CITATION_CHARS) / TOKEN_CHARS) + 1) * TOKEN_MS;
}
