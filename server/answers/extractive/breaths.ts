/** Longer than this, in characters, a Chinese sentence is hard to follow by ear. */
const LONG_HEARD = 60;

/** A long sentence of several clauses as one sentence a clause; only a semicolon parts what stands by itself. */
export function breaths(text: string): string[] {
  if (text.length <= LONG_HEARD || !text.includes('；') || /[（“《][^）”》]*；/.test(text)) return [text];
  return text.split('；').map((clause) => (/[。！？]$/.test(clause) ? clause : `${clause}。`));
}
