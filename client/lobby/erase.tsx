import { useState, useSyncExternalStore } from 'react';
import { Icon, useTexts } from '#client/ui/index.ts';
import { Confirm } from './confirm.tsx';
import { useParts } from './parts.ts';

/** Deletes the conversation, here and in the hall's records, after asking once. Not there while there is none. */
export function EraseButton({ className }: { className: string }) {
  const { conversation, reception, ticks, toasts } = useParts();
  const { turns } = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const texts = useTexts().erase;
  const [isAsking, setAsking] = useState(false);
  async function erase() {
    const isErased = await reception.erase();
    if (isErased) ticks.clear();
    toasts.show({
      icon: isErased ? 'ok' : 'alert',
      text: (words) => (isErased ? words.erase.done : words.erase.failed),
    });
  }
  if (turns.length === 0) return null;
  return (
    <>
      <button type="button" className={className} onClick={() => setAsking(true)}>
        <Icon name="trash" />
        {texts.open}
      </button>
      {isAsking && <Confirm words={texts} onYes={erase} onClose={() => setAsking(false)} />}
    </>
  );
}
