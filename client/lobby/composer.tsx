import { type FormEvent, type KeyboardEvent, useId, useState, useSyncExternalStore } from 'react';
import { Icon, useTexts } from '#client/ui/index.ts';
import { MAX_QUESTION_CHARS } from '#protocol/index.ts';
import { useHall, useParts } from './parts.ts';

export const COMPOSER_ID = 'ask';
/** The counter appears when fewer characters than this are left. */
const COUNTER_FROM = 60;

/** Where the citizen types or speaks, and stops her. */
export function Composer() {
  const { reception, toasts } = useParts();
  const { ring, interim } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const { answering } = useHall();
  const texts = useTexts();
  const [text, setText] = useState('');
  const counterId = useId();
  const left = MAX_QUESTION_CHARS - text.trim().length;
  const isListening = interim !== null;
  const isBusy = ring === 'speaking' || ring === 'thinking';
  const canSend = answering && text.trim() !== '' && left >= 0;

  const placeholder = isListening
    ? texts.composer.listening
    : answering
      ? texts.composer.placeholder
      : texts.hall.placeholder;

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!canSend) return;
    reception.ask(text);
    setText('');
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter that confirms a word of an input method is not the citizen's Enter. Safari reports it as key code 229.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    submit();
  }
  function toggleMic() {
    if (reception.canListen()) reception.toggleListening();
    else toasts.show({ icon: 'micOff', text: (words) => words.voice.unsupported });
  }

  return (
    <form className="composer" onSubmit={submit}>
      <button
        type="button"
        className={reception.canListen() ? 'round mic' : 'round mic off'}
        aria-pressed={isListening}
        disabled={!answering}
        onClick={toggleMic}
      >
        <Icon name={reception.canListen() ? 'mic' : 'micOff'} />
        <span className="vh">{isListening ? texts.composer.micStop : texts.composer.mic}</span>
      </button>
      <textarea
        id={COMPOSER_ID}
        rows={1}
        autoComplete="off"
        enterKeyHint="send"
        aria-label={texts.composer.label}
        aria-describedby={left < COUNTER_FROM ? counterId : undefined}
        aria-invalid={left < 0}
        placeholder={placeholder}
        disabled={!answering}
        value={isListening ? interim : text}
        readOnly={isListening}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      {left < COUNTER_FROM && (
        <span className={left < 0 ? 'counter over num' : 'counter num'} id={counterId} role="status">
          {left < 0 ? texts.composer.over(-left) : texts.composer.left(left)}
        </span>
      )}
      {(isBusy || isListening) && (
        <button
          type="button"
          className="btn danger stop"
          aria-label={texts.stage.stopLabel}
          onClick={() => reception.stop()}
        >
          <Icon name="stop" />
          <span className="word">{texts.stage.stop}</span>
        </button>
      )}
      {text.trim() !== '' && !isListening && (
        <button type="submit" className="round send" disabled={!canSend}>
          <Icon name="send" />
          <span className="vh">{texts.composer.send}</span>
        </button>
      )}
    </form>
  );
}
