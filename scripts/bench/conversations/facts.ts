import { type Figure, figuresOf } from '#server/answers/check/figures.ts';

/** One name for a figure's kind and value. */
export const figureKey = ({ kind, value }: Figure) => `${kind} ${value}`;

/** Figures of a text as comparable names. */
export const figureKeys = (text: string): Set<string> => new Set(figuresOf(text).map(figureKey));

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/** Whether a text holds a fact: its figures by value, or, when it has none, its words. */
export function holdsFact(text: string, fact: string): boolean {
  const wanted = figureKeys(fact);
  if (wanted.size === 0) return folded(text).includes(folded(fact));
  const there = figureKeys(text);
  return [...wanted].every((key) => there.has(key));
}
