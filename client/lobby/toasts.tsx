import { useSyncExternalStore } from 'react';
import { Icon, useTexts } from '#client/ui/index.ts';
import { useParts } from './parts.ts';

/** Short words about what has just happened. */
export function Toasts() {
  const { toasts } = useParts();
  const shown = useSyncExternalStore(toasts.subscribe, toasts.getSnapshot);
  const texts = useTexts();
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, icon, text, action }) => (
        <div key={id} className="toast enter">
          <p>
            <Icon name={icon} />
            <span>{text(texts)}</span>
          </p>
          <button
            type="button"
            className="btn small"
            onClick={() => {
              action?.run();
              toasts.dismiss(id);
            }}
          >
            {action ? action.label(texts) : texts.toast.close}
          </button>
        </div>
      ))}
    </div>
  );
}
