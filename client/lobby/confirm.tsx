import { useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';

export interface ConfirmProps {
  words: { title: string; detail: string; yes: string; no: string };
  onYes(): void;
  /** It is closed, whatever was chosen. */
  onClose(): void;
}

/** Asks once before something is lost. Stands in front of everything; Esc and the safe choice leave all as it is. */
export function Confirm({ words, onYes, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-detail`}
      onCancel={onClose}
      // Esc answers the question first; it silences her once nothing stands in front.
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.stopPropagation();
      }}
    >
      <h2 id={`${id}-title`}>{words.title}</h2>
      <p id={`${id}-detail`}>{words.detail}</p>
      <div className="actions">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog's focus begins on the choice that loses nothing */}
        <button type="button" className="btn line" autoFocus onClick={onClose}>
          {words.no}
        </button>
        <button
          type="button"
          className="btn danger"
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {words.yes}
        </button>
      </div>
    </dialog>,
    document.body,
  );
}
