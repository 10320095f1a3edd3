import { languageTag, useTexts } from '#client/ui/index.ts';
import { CardView } from './cards/index.tsx';
import type { ShownCard } from './current-card.ts';

export const BOARD_ID = 'board';

/** The current card beside her, on screens wide enough. */
export function Board({ shown }: { shown: ShownCard }) {
  const texts = useTexts();
  return (
    <section
      key={shown.card.id}
      id={BOARD_ID}
      className="board enter"
      aria-label={texts.board.label}
      lang={languageTag(shown.locale)}
      // Scrollable regions must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls when the list is long
      tabIndex={0}
    >
      <CardView card={shown.card} locale={shown.locale} isOpen />
    </section>
  );
}
