import { type RefObject, useEffect, useRef, useState } from 'react';
import { Icon, languageTag, useTexts } from '#client/ui/index.ts';
import { CardView } from './cards/index.tsx';
import type { ShownCard } from './current-card.ts';

export const BOARD_ID = 'board';

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

/** The current card beside her, on screens wide enough. */
export function Board({ shown }: { shown: ShownCard }) {
  const texts = useTexts();
  const section = useRef<HTMLElement>(null);
  const isMoreBelow = useMoreBelow(section);
  return (
    <section
      id={BOARD_ID}
      ref={section}
      className="board enter"
      aria-label={texts.board.label}
      lang={languageTag(shown.locale)}
      // Scrollable regions must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls when the list is long
      tabIndex={0}
    >
      <CardView card={shown.card} locale={shown.locale} isOpen />
      {isMoreBelow && (
        <span className="more-below" aria-hidden="true">
          <Icon name="chevron" />
        </span>
      )}
    </section>
  );
}
