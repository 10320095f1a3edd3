import { useEffect, useId, useRef, useState } from 'react';
import type { Rating, Turn } from '#client/conversation/index.ts';
import { Icon, useTexts } from '#client/ui/index.ts';
import { FeedbackReason } from '#protocol/index.ts';
import { useParts } from './parts.ts';

/** As much as the server takes. */
const MAX_COMMENT_CHARS = 500;

type Outcome = 'thanks' | 'failed' | null;

interface ReasonsProps {
  turn: Turn;
  id: string;
  rate(rating: Rating, comment?: string): Promise<boolean>;
  onClose(): void;
}

/** Why an answer did not help: one of a few reasons, and words of one's own; neither must be given. */
function Reasons({ turn, id, rate, onClose }: ReasonsProps) {
  const texts = useTexts().feedback;
  const [reason, setReason] = useState(turn.rating?.reason ?? null);
  const [comment, setComment] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // On a small screen it opens below what is in view.
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const hasSaid = reason !== null || comment.trim() !== '';
  return (
    <form
      ref={form}
      className="reasons enter"
      id={id}
      onSubmit={async (event) => {
        event.preventDefault();
        if (hasSaid && (await rate({ thumb: 'down', reason }, comment.trim()))) onClose();
      }}
    >
      <fieldset>
        <legend>{texts.why}</legend>
        {FeedbackReason.options.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={each === reason}
            onClick={() => setReason(each === reason ? null : each)}
          >
            {texts.reasons[each]}
          </button>
        ))}
      </fieldset>
      <textarea
        className="input"
        rows={2}
        maxLength={MAX_COMMENT_CHARS}
        aria-label={texts.comment}
        placeholder={texts.comment}
        value={comment}
        onChange={({ target }) => setComment(target.value)}
      />
      <div className="actions">
        <button type="submit" className="btn line small" disabled={!hasSaid}>
          {texts.send}
        </button>
        <button type="button" className="btn plain small" onClick={onClose}>
          {texts.close}
        </button>
      </div>
    </form>
  );
}

/** Two quiet thumbs below an answer. A thumb counts at once; thumbs down asks why. */
export function Feedback({ turn }: { turn: Turn }) {
  const { conversation } = useParts();
  const texts = useTexts().feedback;
  const id = useId();
  const down = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const thumb = turn.rating?.thumb;

  async function rate(rating: Rating, comment?: string): Promise<boolean> {
    setOutcome(null);
    const isTold = await conversation.rate(turn.id, rating, comment);
    setOutcome(isTold ? 'thanks' : 'failed');
    return isTold;
  }
  function close() {
    setOpen(false);
    down.current?.focus();
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into a row of buttons */}
      <span className="thumbs" role="group" aria-label={texts.label}>
        <span className="said-so" role="status">
          {outcome && !isOpen ? texts[outcome] : ''}
        </span>
        <button
          type="button"
          className="icon-btn"
          aria-pressed={thumb === 'up'}
          title={texts.up}
          onClick={() => {
            setOpen(false);
            void rate({ thumb: 'up', reason: null });
          }}
        >
          <Icon name="thumbUp" />
          <span className="vh">{texts.up}</span>
        </button>
        <button
          ref={down}
          type="button"
          className="icon-btn"
          aria-pressed={thumb === 'down'}
          aria-expanded={isOpen}
          aria-controls={id}
          title={texts.down}
          onClick={() => {
            setOpen(!isOpen);
            if (thumb !== 'down') void rate({ thumb: 'down', reason: null });
          }}
        >
          <Icon name="thumbDown" />
          <span className="vh">{texts.down}</span>
        </button>
      </span>
      {isOpen && <Reasons turn={turn} id={id} rate={rate} onClose={close} />}
    </>
  );
}
