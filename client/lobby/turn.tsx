import { useSyncExternalStore } from 'react';
import { isUnheard, type Part, type Turn } from '#client/conversation/index.ts';
import { Icon, languageTag, localeOfText, Ring, type Texts, useTexts } from '#client/ui/index.ts';
import type { Card } from '#protocol/index.ts';
import { BOARD_ID } from './board.tsx';
import { CardView } from './cards/index.tsx';
import { belongsOnBoard, titleOf } from './current-card.ts';
import { useParts } from './parts.ts';
import { problemWords } from './problem-words.ts';
import { SentenceView } from './sentence.tsx';

function Progress({ turn, texts }: { turn: Turn; texts: Texts }) {
  const doing = texts.steps[turn.tool ? 'tool' : (turn.step ?? 'receive')];
  return (
    <div className="progress" aria-live={turn.slow ? 'polite' : 'off'}>
      <Ring state="thinking" />
      <span>{turn.slow ? texts.slow : doing}</span>
    </div>
  );
}

function ProblemNotice({ turn, texts }: { turn: Turn; texts: Texts }) {
  const { reception } = useParts();
  const words = problemWords(turn, texts.problem);
  if (words === null) return null;
  const isOffline = turn.problem?.code === 'offline';
  return (
    <div className={isOffline ? 'notice' : 'notice danger'}>
      <Icon name={isOffline ? 'offline' : 'alert'} />
      <div>
        <b>{words.title}</b>
        {words.detail && <span>{words.detail}</span>}
        <div className="actions">
          <button type="button" className="btn line small" onClick={() => reception.ask(turn.question)}>
            <Icon name="replay" />
            {texts.problem.retry}
          </button>
          <button
            type="button"
            className="btn quiet small"
            onClick={() => reception.ask(texts.suggestions.person)}
          >
            {texts.problem.person}
          </button>
        </div>
      </div>
    </div>
  );
}

/** Sentences and notices as they came, then the cards: a long card never parts two sentences. */
const inReadingOrder = (parts: readonly Part[]): Part[] => [
  ...parts.filter((part) => part.kind !== 'card'),
  ...parts.filter((part) => part.kind === 'card'),
];

export interface TurnProps {
  turn: Turn;
  isLatest: boolean;
  /** Where there is a board: the id of the card on it, or null when it is empty. Undefined on narrow screens. */
  board: string | null | undefined;
}

/**
 * A card in its place. With a board, the card on it has a pointer here and the ones it has replaced are folded to
 * the same height: nothing above the latest question moves when the board changes.
 */
function TurnCard({ card, turn, isLatest, board }: TurnProps & { card: Card }) {
  const texts = useTexts().board;
  const view = <CardView card={card} locale={turn.locale} isOpen={isLatest} />;
  if (board === undefined || !belongsOnBoard(card)) return view;
  const pointer = (
    <>
      <Icon name="paper" />
      <span>{titleOf(card)}</span>
    </>
  );
  if (card.id !== board)
    return (
      <details>
        <summary className="btn line small pointer">{pointer}</summary>
        {view}
      </details>
    );
  return (
    <a className="btn line small pointer" href={`#${BOARD_ID}`} title={texts.open}>
      {pointer}
    </a>
  );
}

/** A question and its answer as they stand in the conversation. */
export function TurnView({ turn, isLatest, board }: TurnProps) {
  const { reception } = useParts();
  const { speaking } = useSyncExternalStore(reception.subscribe, reception.getSnapshot);
  const texts = useTexts();
  const isCutShort =
    turn.phase === 'stopped' || turn.parts.some((part) => part.kind === 'sentence' && isUnheard(turn, part));
  const isWaiting = turn.phase === 'running' && turn.parts.length === 0;
  return (
    <div className="turn" data-latest={isLatest}>
      <p className="me" aria-live="off" lang={languageTag(localeOfText(turn.question))}>
        <span className="vh">{texts.conversation.you}</span>
        {turn.question}
      </p>
      <div className="answer">
        {inReadingOrder(turn.parts).map((part, index) => {
          if (part.kind === 'sentence')
            return (
              <SentenceView
                // Sentences never change places; an utterance that joins its sentence must not make a new one.
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                key={`s${index}`}
                sentence={part}
                sources={turn.sources}
                locale={turn.locale}
                isSpeaking={part.utterance !== null && part.utterance.id === speaking?.id}
                isUnheard={isUnheard(turn, part)}
              />
            );
          if (part.kind === 'notice')
            return (
              <div key={`n${part.code}`} className="notice info">
                <Icon name="info" />
                <div>{part.message}</div>
              </div>
            );
          return (
            <div key={part.card.id} className="enter" aria-live="off" lang={languageTag(turn.locale)}>
              <TurnCard card={part.card} turn={turn} isLatest={isLatest} board={board} />
            </div>
          );
        })}
        {isWaiting && <Progress turn={turn} texts={texts} />}
        {isCutShort && turn.parts.length > 0 && (
          <p className="aside">
            <Icon name="stop" />
            {texts.conversation.stopped}
          </p>
        )}
        {turn.phase === 'interrupted' && (
          <div className="notice">
            <Icon name="info" />
            <div>
              <span>{texts.conversation.interrupted}</span>
              <button type="button" className="btn line small" onClick={() => reception.ask(turn.question)}>
                <Icon name="replay" />
                {texts.conversation.askAgain}
              </button>
            </div>
          </div>
        )}
        <ProblemNotice turn={turn} texts={texts} />
      </div>
    </div>
  );
}
