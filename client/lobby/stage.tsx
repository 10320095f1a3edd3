import { useSyncExternalStore } from 'react';
import { Icon, Ring, useSettings, useTexts } from '#client/ui/index.ts';
import hall from './assets/hall.webp';
import { Board, type BoardState } from './board.tsx';
import { Caption } from './caption.tsx';
import { Figure } from './figure.tsx';
import { useHall, useParts } from './parts.ts';

function Controls() {
  const { reception, toasts } = useParts();
  const { last } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const { captions, muted, set } = useSettings();
  const texts = useTexts().stage;
  const toggleMuted = () => {
    set({ muted: !muted });
    if (!muted)
      toasts.show({
        icon: 'mute',
        text: (words) => words.toast.muted,
        action: { label: (words) => words.toast.unmute, run: () => set({ muted: false }) },
      });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of buttons
    <div className="controls" role="group" aria-label={texts.controls}>
      <button
        type="button"
        className="icon-btn captions-toggle"
        aria-pressed={captions}
        title={texts.captions}
        onClick={() => set({ captions: !captions })}
      >
        <Icon name="captions" />
        <span className="vh">{texts.captions}</span>
      </button>
      <button
        type="button"
        className="icon-btn"
        disabled={last === null}
        title={texts.replay}
        onClick={reception.replay}
      >
        <Icon name="replay" />
        <span className="vh">{texts.replay}</span>
      </button>
      <button
        type="button"
        className="icon-btn"
        aria-pressed={muted}
        title={texts.mute}
        onClick={toggleMuted}
      >
        <Icon name={muted ? 'mute' : 'sound'} />
        <span className="vh">{texts.mute}</span>
      </button>
    </div>
  );
}

/** The hall: she behind her desk, the card beside her, on the desk what she says. */
export function Stage({ board }: { board: BoardState | null }) {
  const { reception } = useParts();
  const { ring } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const { captions } = useSettings();
  const texts = useTexts();
  const { name, who, what } = texts.stage.aiLabel;
  const { answering } = useHall();
  const state = texts.state[ring === 'idle' && !answering ? 'off' : ring];
  return (
    <section className="stage" aria-label={texts.stage.label}>
      <img className="hall" src={hall} alt="" />
      <Figure hasBoard={board !== null} />
      <p className="ai-label">
        <b>{name}</b>
        <span className="who">{who}</span>
        <span>{what}</span>
      </p>
      {board && <Board key={board.turn} board={board} />}
      <div className="desk">
        <div className="desk-inner">
          <Caption hidden={!captions} />
          <div className="state">
            <Ring state={ring} />
            <span className="words">
              <b>{state.title}</b>
              <span>{state.detail}</span>
            </span>
          </div>
          <Controls />
        </div>
      </div>
    </section>
  );
}
