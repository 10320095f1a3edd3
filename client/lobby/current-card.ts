import type { Turn } from '#client/conversation/index.ts';
import type { Card, Locale } from '#protocol/index.ts';
import { answerLocale } from './answer-locale.ts';

/** Cards to keep in view while she speaks; choices and forms belong where the citizen answers. */
const ON_BOARD = ['materials', 'steps', 'fees', 'places', 'case', 'contact'] as const;
export type BoardCard = Extract<Card, { type: (typeof ON_BOARD)[number] }>;

/** The cards of one turn that hang beside her, never none. */
export interface BoardCards {
  turn: string;
  locale: Locale;
  cards: readonly BoardCard[];
}

/** Whether a card hangs beside her, where there is room. */
export const belongsOnBoard = (card: Card): card is BoardCard => ON_BOARD.some((type) => type === card.type);

export const titleOf = (card: BoardCard): string => (card.type === 'case' ? card.service : card.title);

/** A turn's cards as they came, but the checklist first: it is what one works with. */
export function cardsOf(turn: Turn): Card[] {
  const cards = turn.parts.flatMap((part) => (part.kind === 'card' ? [part.card] : []));
  const isChecklist = (card: Card) => card.type === 'materials';
  return [...cards.filter(isChecklist), ...cards.filter((card) => !isChecklist(card))];
}

/**
 * The cards that hang beside her: those of the latest turn. While that turn is still running without any, the cards
 * before it stay.
 */
export function currentCards(turns: readonly Turn[]): BoardCards | null {
  for (const turn of turns.toReversed()) {
    const cards = cardsOf(turn).filter(belongsOnBoard);
    if (cards.length > 0) return { turn: turn.id, locale: answerLocale(turn), cards };
    if (turn.phase !== 'running') return null;
  }
  return null;
}
