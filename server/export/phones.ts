/** At least five digits, single spaces or hyphens between them; not part of a longer figure such as a time of day. */
const NUMBER = /(?<![\d:：.])\+?\d(?:[ -]?\d){4,}(?![\d:：])/g;

/**
 * The telephone numbers in a text such as `12333 (hotline) or 0000-5512 7300`, in order, each once. A text without any
 * is given back whole: an office may be reached in a way that is no number.
 */
export function phonesIn(text: string): string[] {
  const found = [...new Set(text.match(NUMBER) ?? [])];
  return found.length > 0 ? found : [text];
}
