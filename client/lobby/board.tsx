import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { Icon, languageTag, type Texts, textsFor, useTexts } from '#client/ui/index.ts';
import { CardView } from './cards/index.tsx';
import type { BoardCard, BoardCards } from './current-card.ts';

export const BOARD_ID = 'board';

/** What hangs beside her, and which of it is in front. */
export interface BoardState extends BoardCards {
  shown: BoardCard;
  show(id: string): void;
}

/** Whether an element can be scrolled further down by more than a hair. */
function useMoreBelow(ref: RefObject<HTMLElement | null>): boolean {
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const look = () => setMore(element.scrollTop + element.clientHeight < element.scrollHeight - 8);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [ref]);
  return isMore;
}

/** A short name for each card: its kind, with a number where there are several of one kind. */
function namesOf(cards: readonly BoardCard[], texts: Texts['cards']): string[] {
  return cards.map((card, index) => {
    const isSame = ({ type }: BoardCard) => type === card.type;
    const kind = texts[card.type];
    if (cards.filter(isSame).length === 1) return kind;
    return texts.several(kind, cards.slice(0, index + 1).filter(isSame).length);
  });
}

/** One tab a card. The arrow keys go from one to the next, as everywhere. */
function Tabs({ board, panel }: { board: BoardState; panel: string }) {
  const names = namesOf(board.cards, textsFor(board.locale).cards);
  const tablist = useRef<HTMLDivElement>(null);
  const label = useTexts().board.tabs;
  function onKeyDown(event: KeyboardEvent) {
    const at = board.cards.indexOf(board.shown);
    const last = board.cards.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    const index = to === undefined ? undefined : (to + last + 1) % (last + 1);
    const card = index === undefined ? undefined : board.cards[index];
    if (index === undefined || card === undefined) return;
    event.preventDefault();
    board.show(card.id);
    tablist.current?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.focus();
  }
  return (
    <div className="board-tabs">
      <div className="seg" role="tablist" aria-label={label} ref={tablist} onKeyDown={onKeyDown}>
        {board.cards.map((card, index) => (
          <button
            key={card.id}
            type="button"
            role="tab"
            id={`${panel}-${index}`}
            aria-selected={card === board.shown}
            aria-controls={panel}
            tabIndex={card === board.shown ? 0 : -1}
            onClick={() => board.show(card.id)}
          >
            {names[index]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The cards of the current answer beside her, one in front, on screens wide enough. */
export function Board({ board }: { board: BoardState }) {
  const texts = useTexts();
  const section = useRef<HTMLElement>(null);
  const isMoreBelow = useMoreBelow(section);
  const panel = useId();
  const { cards, shown, locale } = board;
  const hasTabs = cards.length > 1;
  // What is in front begins at its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another card comes to the front
  useEffect(() => {
    section.current?.scrollTo(0, 0);
  }, [shown.id]);
  return (
    <section
      id={BOARD_ID}
      ref={section}
      className="board enter"
      aria-label={texts.board.label}
      lang={languageTag(locale)}
      // Scrollable regions must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls when the list is long
      tabIndex={0}
    >
      {hasTabs && <Tabs board={board} panel={panel} />}
      <div
        {...(hasTabs && {
          id: panel,
          role: 'tabpanel',
          'aria-labelledby': `${panel}-${cards.indexOf(shown)}`,
        })}
      >
        <CardView key={shown.id} card={shown} locale={locale} isOpen />
      </div>
      {isMoreBelow && (
        <span className="more-below" aria-hidden="true">
          <Icon name="chevron" />
        </span>
      )}
    </section>
  );
}
