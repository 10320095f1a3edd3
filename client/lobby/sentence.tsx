import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Sentence } from '#client/conversation/index.ts';
import { Icon, languageTag, textsFor } from '#client/ui/index.ts';
import type { Locale, Source } from '#protocol/index.ts';
import { emphasisRuns, listLine } from './emphasis.ts';
import { useParts } from './parts.ts';

function Words({ text }: { text: string }) {
  let offset = 0;
  return emphasisRuns(text).map((run) => {
    const key = offset;
    offset += run.text.length;
    return run.strong ? <strong key={key}>{run.text}</strong> : <span key={key}>{run.text}</span>;
  });
}

function SourceView({ id, source, locale }: { id: string; source: Source; locale: Locale }) {
  const texts = textsFor(locale).source;
  return (
    <aside className="source enter" id={id} aria-label={texts.cite(source.n, source.title)}>
      <h4>
        <span className="tag teal num">{source.n}</span>
        {source.title}
      </h4>
      <blockquote>
        <span className="vh">{texts.quote}</span>
        {source.quote}
      </blockquote>
      <footer>
        <a href={source.url} target="_blank" rel="noopener">
          {texts.read}
          <Icon name="out" />
          <span className="vh">{texts.newWindow}</span>
        </a>
      </footer>
    </aside>
  );
}

export interface SentenceProps {
  sentence: Sentence;
  sources: readonly Source[];
  /** Language of the turn, where the utterance does not say. */
  locale: Locale;
  isSpeaking: boolean;
  isUnheard: boolean;
}

/** One checked sentence with the numbers of its sources; a number opens the quoted section below it. */
export function SentenceView({ sentence, sources, locale, isSpeaking, isUnheard }: SentenceProps) {
  const { reception } = useParts();
  const id = useId();
  const cites = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState<number | null>(null);
  const language = sentence.utterance?.locale ?? locale;
  const texts = textsFor(language).source;
  const cited = (sentence.utterance?.cites ?? []).flatMap(
    (n) => sources.find((source) => source.n === n) ?? [],
  );
  const shown = cited.find((source) => source.n === open);
  const item = listLine(sentence.text);
  /** Esc silences her first; pressed again, or while she is silent, it closes the source. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || open === null || reception.getSnapshot().speaking !== null) return;
    cites.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setOpen(null);
  }
  const className = ['sentence', isSpeaking && 'speaking', isUnheard && 'unheard', item !== null && 'item'];
  return (
    <>
      <p className={className.filter(Boolean).join(' ')} lang={languageTag(language)}>
        <Words text={item ?? sentence.text} />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc from the buttons inside */}
        <span aria-live="off" ref={cites} onKeyDown={onKeyDown}>
          {cited.map(({ n, title }) => (
            <button
              key={n}
              type="button"
              className="cite"
              aria-expanded={n === open}
              aria-controls={`${id}-source`}
              aria-label={texts.cite(n, title)}
              onClick={() => setOpen(n === open ? null : n)}
            >
              {n}
            </button>
          ))}
        </span>
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc from the link inside */}
      <div
        id={`${id}-source`}
        aria-live="off"
        className="source-slot"
        lang={languageTag(language)}
        onKeyDown={onKeyDown}
      >
        {shown && <SourceView id={`${id}-${shown.n}`} source={shown} locale={language} />}
      </div>
    </>
  );
}
