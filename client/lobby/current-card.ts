import type { Turn } from '#client/conversation/index.ts';
import type { Card, Locale } from '#protocol/index.ts';

export interface ShownCard {
  card: Card;
  locale: Locale;
}

/** Cards to keep in view while she speaks; choices and forms belong where the citizen answers. */
const ON_BOARD: ReadonlySet<Card['type']> = new Set(['materials', 'case', 'contact']);

/** Whether a card hangs beside her, where there is room. */
export const belongsOnBoard = (card: Card): boolean => ON_BOARD.has(card.type);

export const titleOf = (card: Card): string => (card.type === 'case' ? card.service : card.title);

/**
 * The card that hangs beside her: the newest of the latest turn. While that turn is still running without one, the
 * card before it stays.
 */
export function currentCard(turns: readonly Turn[]): ShownCard | null {
  for (const turn of turns.toReversed()) {
    for (const part of turn.parts.toReversed())
      if (part.kind === 'card' && ON_BOARD.has(part.card.type))
        return { card: part.card, locale: turn.locale };
    if (turn.phase !== 'running') return null;
  }
  return null;
}
