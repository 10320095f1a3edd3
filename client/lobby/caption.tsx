import { useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { languageTag, useSettings, useTexts } from '#client/ui/index.ts';
import type { Locale, Utterance } from '#protocol/index.ts';
import { captionPages, pageAt } from './caption-pages.ts';
import { useHall, useParts } from './parts.ts';
import { problemWords } from './problem-words.ts';

const LINES = 2;
/** Share of a line that breaking at words leaves filled. */
const FILL = { zh: 0.95, en: 0.88 } as const;

/** What a caption of so many columns holds, in ems. */
const capacityEm = (columns: number, locale: Locale) => Math.max(6, columns * LINES * FILL[locale]);

/** How many ems fit on one line of an element; follows its size and its type size. */
function useColumns() {
  const ref = useRef<HTMLParagraphElement>(null);
  const [columns, setColumns] = useState(24);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setColumns(element.clientWidth / Number.parseFloat(getComputedStyle(element).fontSize));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, columns] as const;
}

/** Said, being said, to come: one page of the sentence, in step with what is heard. */
function Spoken({ utterance, columns }: { utterance: Utterance; columns: number }) {
  const { clock } = useParts();
  const now = useSyncExternalStore(clock.subscribe, clock.getSnapshot);
  const { speech, locale } = utterance;
  const pages = useMemo(() => captionPages(speech, capacityEm(columns, locale)), [speech, locale, columns]);
  const isNow = now?.utterance.id === utterance.id;
  const word = isNow ? now.word : null;
  const page = isNow ? pageAt(pages, word?.from ?? 0) : (pages.at(-1) ?? { from: 0, to: speech.length });
  const from = word ? word.from : isNow ? page.from : page.to;
  const to = word ? word.to : from;
  return (
    <span lang={languageTag(locale)}>
      <span className="said">{speech.slice(page.from, Math.max(page.from, from))}</span>
      {word && <mark>{speech.slice(from, to)}</mark>}
      <span className="next">{speech.slice(Math.max(page.from, to), page.to)}</span>
    </span>
  );
}

/**
 * The desk's board: the sentence being spoken, else what she is doing. Not announced: the log says every sentence
 * once.
 */
export function Caption({ hidden }: { hidden: boolean }) {
  const { reception, conversation } = useParts();
  const { ring, speaking, last, interim } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const { turns } = useSyncExternalStore(conversation.subscribe, conversation.getSnapshot);
  const { answering, notice } = useHall();
  const texts = useTexts();
  const { locale } = useSettings();
  const [ref, columns] = useColumns();
  const turn = turns.at(-1);
  /** As much of a fixed text as fits; the log or the welcome beside it has the whole. */
  const fitting = (text: string) =>
    text.slice(0, captionPages(text, capacityEm(columns, locale))[0]?.to).trimEnd();

  const words = () => {
    if (ring === 'listening') return <span className="next">{interim || texts.composer.listening}</span>;
    if (ring === 'thinking') {
      if (turn?.slow) return <span className="next">{fitting(texts.slow)}</span>;
      return <span className="next">{texts.steps[turn?.tool ? 'tool' : (turn?.step ?? 'receive')]}</span>;
    }
    if (ring === 'error' && turn) return fitting(problemWords(turn, texts.problem)?.title ?? '');
    if (ring === 'idle' && !answering) return fitting(notice ?? texts.hall.title);
    if (hidden) return null;
    const utterance = speaking ?? last;
    if (utterance) return <Spoken utterance={utterance} columns={columns} />;
    return fitting(texts.stage.welcome);
  };
  return (
    <p className="caption" aria-hidden="true" ref={ref}>
      {words()}
    </p>
  );
}
