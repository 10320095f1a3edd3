import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Turn } from '#client/conversation/index.ts';
import { languageTag, useSettings, useTexts } from '#client/ui/index.ts';
import type { BoardState } from './board.tsx';
import { COMPOSER_ID } from './composer.tsx';
import { currentCards } from './current-card.ts';
import { Header } from './header.tsx';
import { useParts } from './parts.ts';
import { Stage } from './stage.tsx';
import { Talk } from './talk.tsx';
import { useMedia } from './use-media.ts';

/** Screens with room for a card beside her. */
const ROOM_FOR_BOARD = '(min-width: 1101px) and (orientation: landscape)';

/** Writes the person's choices where styles and screen readers look for them. */
function useDocument(): void {
  const { locale, theme, size } = useSettings();
  const { pageTitle } = useTexts();
  // Before the paint: nothing is ever seen in the wrong theme or language.
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = languageTag(locale);
    root.dataset.theme = theme;
    root.dataset.size = size;
    document.title = pageTitle;
  }, [locale, theme, size, pageTitle]);
}

/** Esc stops her from anywhere; the first tap or key lets her be heard. */
function useKeys(): void {
  const { reception } = useParts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      reception.unlock();
      if (event.key === 'Escape' && !event.isComposing && reception.stop()) event.preventDefault();
    };
    const onPointer = () => reception.unlock();
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, [reception]);
}

/** The cards beside her, the one in front as the citizen has chosen, else the first. */
function useBoard(turns: readonly Turn[], hasRoom: boolean): BoardState | null {
  const [chosen, show] = useState<string | null>(null);
  const current = hasRoom ? currentCards(turns) : null;
  const shown = current?.cards.find(({ id }) => id === chosen) ?? current?.cards[0];
  return current !== null && shown !== undefined ? { ...current, shown, show } : null;
}

/** The lobby page. */
export function Lobby() {
  const { conversation, reception } = useParts();
  const { turns } = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const { size, muted } = useSettings();
  const texts = useTexts();
  const hasRoom = useMedia(ROOM_FOR_BOARD) && size !== 'elder';
  const board = useBoard(turns, hasRoom);
  useDocument();
  useKeys();
  useEffect(() => reception.setMuted(muted), [reception, muted]);

  return (
    <>
      <a className="skip" href={`#${COMPOSER_ID}`}>
        {texts.skip}
      </a>
      <Header />
      <main data-board={board !== null}>
        <Stage board={board} />
        <Talk board={board} hasRoom={hasRoom} />
      </main>
    </>
  );
}
