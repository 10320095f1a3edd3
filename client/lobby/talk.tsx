import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Icon, useTexts } from '#client/ui/index.ts';
import type { BoardState } from './board.tsx';
import { Composer } from './composer.tsx';
import { EraseButton } from './erase.tsx';
import { HallNotice } from './hall-notice.tsx';
import { useParts } from './parts.ts';
import { Chips, Welcome } from './suggestions.tsx';
import { Toasts } from './toasts.tsx';
import { TurnView } from './turn.tsx';
import { useOnline } from './use-media.ts';

/**
 * Keeps what matters in view: a new question goes to the top, then the log follows the sentence being spoken and
 * cards that wait for an answer, until the reader scrolls or fills in on their own. `marker` changes with what is to
 * be followed.
 */
function useFollowing(latest: string | undefined, marker: string): RefObject<HTMLDivElement | null> {
  const log = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const seen = useRef({ latest, marker });

  useEffect(() => {
    const before = seen.current;
    seen.current = { latest, marker };
    const turn = log.current?.querySelector('[data-latest="true"]');
    if (before.latest !== latest) {
      isFollowing.current = true;
      turn?.scrollIntoView({ block: 'start' });
      // The form or suggestion just used has gone, and the focus with it: it goes on from the conversation.
      if (document.activeElement === document.body) log.current?.focus({ preventScroll: true });
    } else if (before.marker !== marker && isFollowing.current) {
      const first = (selectors: string[]) => selectors.map((each) => turn?.querySelector(each)).find(Boolean);
      first(['.speaking', '.outcome', 'form.verify, .pick'])?.scrollIntoView({ block: 'nearest' });
    }
  });

  useEffect(() => {
    const element = log.current;
    if (element === null) return;
    element.querySelector('[data-latest="true"]')?.scrollIntoView({ block: 'start' });
    const release = () => {
      isFollowing.current = false;
    };
    element.addEventListener('wheel', release, { passive: true });
    element.addEventListener('touchmove', release, { passive: true });
    element.addEventListener('input', release);
    return () => {
      element.removeEventListener('wheel', release);
      element.removeEventListener('touchmove', release);
      element.removeEventListener('input', release);
    };
  }, []);
  return log;
}

function OfflineNotice() {
  const online = useOnline();
  const { toasts } = useParts();
  const texts = useTexts().offline;
  const wasOffline = useRef(false);
  useEffect(() => {
    if (online && wasOffline.current) toasts.show({ icon: 'ok', text: (words) => words.online });
    wasOffline.current = !online;
  }, [online, toasts]);
  if (online) return null;
  return (
    <div className="notice" role="status">
      <Icon name="offline" />
      <div>
        <b>{texts.title}</b>
        <span>{texts.detail}</span>
      </div>
    </div>
  );
}

/** The conversation and where the citizen speaks. */
export function Talk({ board, hasRoom }: { board: BoardState | null; hasRoom: boolean }) {
  const { conversation, reception } = useParts();
  const { turns } = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const { speaking } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const texts = useTexts();
  const [isTall, setTall] = useState(false);
  const latest = turns.at(-1);
  const log = useFollowing(latest?.id, `${speaking?.id}:${latest?.parts.length}:${latest?.phase}`);

  return (
    <section className="talk" aria-label={texts.conversation.label} data-tall={isTall}>
      <button type="button" className="sheet-handle" aria-expanded={isTall} onClick={() => setTall(!isTall)}>
        <span className="vh">{isTall ? texts.conversation.collapse : texts.conversation.expand}</span>
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <div className="log" role="log" aria-label={texts.conversation.label} tabIndex={0} ref={log}>
        {turns.length === 0 && <Welcome />}
        {turns.map((turn) => (
          <TurnView
            key={turn.id}
            turn={turn}
            isLatest={turn === latest}
            board={hasRoom ? board : undefined}
          />
        ))}
      </div>
      <div className="dock">
        <Toasts />
        <OfflineNotice />
        <HallNotice />
        {turns.length > 0 && <Chips />}
        <Composer />
        <div className="privacy">
          <small>{texts.composer.privacy}</small>
          <EraseButton className="btn plain small" />
        </div>
      </div>
    </section>
  );
}
