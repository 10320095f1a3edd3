import { useSyncExternalStore } from 'react';
import { isUnheard, type Turn } from '#client/conversation/index.ts';
import {
  Icon,
  type IconName,
  languageTag,
  localeOfText,
  Ring,
  type Texts,
  textsFor,
  useTexts,
} from '#client/ui/index.ts';
import type { Card, Locale } from '#protocol/index.ts';
import { answerLocale } from './answer-locale.ts';
import { BOARD_ID, type BoardState } from './board.tsx';
import { CardView } from './cards/index.tsx';
import { belongsOnBoard, cardsOf, titleOf } from './current-card.ts';
import { Feedback } from './feedback.tsx';
import { useHall, useParts } from './parts.ts';
import { problemWords } from './problem-words.ts';
import { SentenceView } from './sentence.tsx';
import { useSecondsUntil } from './use-seconds.ts';

function Progress({ turn, texts }: { turn: Turn; texts: Texts }) {
  const doing = texts.steps[turn.tool ? 'tool' : (turn.step ?? 'receive')];
  return (
    <div className="progress" aria-live={turn.slow ? 'polite' : 'off'}>
      <Ring state="thinking" />
      <span>{turn.slow ? texts.slow : doing}</span>
    </div>
  );
}

type ProblemCode = NonNullable<Turn['problem']>['code'];

/** Faults that pass by themselves are told calmly. */
const CALM: Readonly<Partial<Record<ProblemCode, IconName>>> = {
  offline: 'offline',
  refused: 'clock',
  off: 'pause',
};

function ProblemNotice({ turn, texts }: { turn: Turn; texts: Texts }) {
  const { reception } = useParts();
  const { answering } = useHall();
  const seconds = useSecondsUntil(turn.problem?.retryAtMs ?? null);
  const words = problemWords(turn, texts.problem);
  if (words === null || turn.problem === null) return null;
  const { code } = turn.problem;
  const calm = CALM[code];
  const mustWait = seconds !== null && seconds > 0;
  return (
    <div className={calm ? 'notice outcome' : 'notice danger outcome'}>
      <Icon name={calm ?? 'alert'} />
      <div>
        <b>{words.title}</b>
        {words.detail && <span>{words.detail}</span>}
        {code === 'refused' && seconds !== null && (
          <span className="num" aria-live="off">
            {mustWait ? texts.problem.retryIn(seconds) : texts.problem.retryNow}
          </span>
        )}
        {answering && (
          <div className="actions">
            <button
              type="button"
              className="btn line small"
              disabled={code === 'refused' && mustWait}
              onClick={() => reception.ask(turn.question)}
            >
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
        )}
      </div>
    </div>
  );
}

/** The mark that GB 45438 asks for beside what AI has made, and the way to say whether it helped. */
function AnswerFoot({ turn, locale }: { turn: Turn; locale: Locale }) {
  // Nobody in need is asked for a mark.
  const canRate = turn.phase === 'done' && turn.status !== 'crisis';
  return (
    <div className="answer-foot" aria-live="off">
      <span className="made" lang={languageTag(locale)}>
        {textsFor(locale).conversation.made}
      </span>
      {canRate && <Feedback turn={turn} />}
    </div>
  );
}

export interface TurnProps {
  turn: Turn;
  isLatest: boolean;
  /** Where there is a board: what hangs on it, or null when it is empty. Undefined on narrow screens. */
  board: BoardState | null | undefined;
}

/**
 * A card in its place. With a board, the cards on it have pointers here and the ones they have replaced are folded to
 * the same height: nothing above the latest question moves when the board changes.
 */
function TurnCard({ card, turn, isLatest, board }: TurnProps & { card: Card }) {
  const texts = useTexts().board;
  const view = <CardView card={card} locale={answerLocale(turn)} isOpen={isLatest} />;
  if (board === undefined || !belongsOnBoard(card)) return view;
  const pointer = (
    <>
      <Icon name="paper" />
      <span>{titleOf(card)}</span>
    </>
  );
  if (!board?.cards.includes(card))
    return (
      <details>
        <summary className="btn line small pointer">{pointer}</summary>
        {view}
      </details>
    );
  return (
    <a
      className="btn line small pointer"
      href={`#${BOARD_ID}`}
      title={texts.open}
      onClick={() => board.show(card.id)}
    >
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
  const locale = answerLocale(turn);
  /** Sentences and notices as they came; the cards stand below them, so that none parts two sentences. */
  const words = turn.parts.filter((part) => part.kind !== 'card');
  const hasWords = words.some(({ kind }) => kind === 'sentence');
  const isWaiting = turn.phase === 'running' && turn.parts.length === 0;
  return (
    <div className="turn" data-latest={isLatest}>
      <p className="me" aria-live="off" lang={languageTag(localeOfText(turn.question))}>
        <span className="vh">{texts.conversation.you}</span>
        {turn.question}
      </p>
      <div className="answer">
        {words.map((part, index) => {
          if (part.kind === 'sentence')
            return (
              <SentenceView
                // Sentences never change places; an utterance that joins its sentence must not make a new one.
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                key={`s${index}`}
                sentence={part}
                sources={turn.sources}
                locale={locale}
                isSpeaking={part.utterance !== null && part.utterance.id === speaking?.id}
                isUnheard={isUnheard(turn, part)}
              />
            );
          return (
            <div key={`n${part.code}`} className="notice info">
              <Icon name="info" />
              <div>{part.message}</div>
            </div>
          );
        })}
        {isWaiting && <Progress turn={turn} texts={texts} />}
        {isCutShort && hasWords && (
          <p className="aside outcome">
            <Icon name="stop" />
            {texts.conversation.stopped}
          </p>
        )}
        {turn.phase === 'interrupted' && (
          <div className="notice outcome">
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
        {hasWords && <AnswerFoot turn={turn} locale={locale} />}
        {cardsOf(turn).map((card) => (
          <div key={card.id} className="enter" aria-live="off" lang={languageTag(locale)}>
            <TurnCard card={card} turn={turn} isLatest={isLatest} board={board} />
          </div>
        ))}
      </div>
    </div>
  );
}
