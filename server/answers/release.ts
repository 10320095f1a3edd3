import type { AnswerStatus, Source } from '#protocol/index.ts';
import { type Figure, figuresOf } from './check/figures.ts';
import { isCourtesy, type Verdict, type Vocabulary } from './check/index.ts';
import type { Delivery } from './deliver/index.ts';
import { mannerOf, type Occasion } from './deliver/manner.ts';
import { judge as judgeBy } from './judge.ts';
import { overlap, type Sources } from './sources.ts';
import type { Sentence } from './types.ts';

/** Share of letter pairs in common from which two sentences say the same thing in other words. */
const SAME = 0.5;

interface ReleaseOptions {
  sources: Sources;
  /** Of the answer's language. */
  vocabulary: Vocabulary;
  delivery: Delivery;
  /** Called for each sentence before it is checked and before it is released. */
  onStep(step: 'check' | 'deliver'): void;
  /** Called with why a sentence was not released. */
  onDropped(reason: string): void;
  log: { info(details: object, message: string): void };
}

export interface Release {
  /** Words of her own: greetings, steering, refusals. They state no fact of a guide and are not checked. */
  own(sentences: readonly string[], purpose: Occasion['purpose']): void;
  /** What the check says of a sentence, before it is decided whether it is written again. */
  judge(sentence: Sentence): Verdict;
  /**
   * A writer's sentence: released when it passes the check. Returns whether it was.
   * @param verdict of `judge`, when it has been asked already.
   */
  written(
    sentence: Sentence,
    purpose: Occasion['purpose'],
    cardSections: ReadonlySet<string>,
    verdict?: Verdict,
  ): boolean;
  /** What came before a tool call was no part of the answer: "let me look that up". */
  forgetPreamble(): void;
  /** Another writer begins anew: what has been said is left out, what was not released no longer counts. */
  startOver(): void;
  /** `answered`, `partial` when something was left out, `no_answer` when nothing was left. */
  status(): Extract<AnswerStatus, 'answered' | 'partial' | 'no_answer'>;
}

const sameFigures = (a: readonly Figure[], b: readonly Figure[]) =>
  a.length > 0 &&
  a.every(({ kind, value }) => b.some((other) => other.kind === kind && other.value === value));

/** The gate between a writer and the citizen: nothing passes unchecked. */
export function createRelease({
  sources,
  vocabulary,
  delivery,
  onStep,
  onDropped,
  log,
}: ReleaseOptions): Release {
  let dropped = 0;
  let uncited = 0;
  let noRepeats = false;
  let pointed = false;

  const before: Sentence[] = [];

  const repeats = ({ text, cites }: Sentence) =>
    before.some((earlier) => {
      if (overlap(text, earlier.text) >= SAME) return true;
      const sameSource = cites.some((n) => earlier.cites.includes(n));
      return sameSource && sameFigures(figuresOf(text), figuresOf(earlier.text));
    });

  function say(
    sentence: Sentence,
    { fresh, personal }: { fresh: readonly Source[]; personal: boolean },
    occasion: Omit<Occasion, 'index'>,
  ) {
    onStep('deliver');
    const { text, cites, line } = sentence;
    const manner = mannerOf({ ...occasion, index: delivery.said().length });
    delivery.say({ text, cites: [...cites], fresh, personal, manner, ...(line ? { line } : {}) });
  }

  function judge(sentence: Sentence): Verdict {
    onStep('check');
    return judgeBy(sentence, sources.texts(), vocabulary);
  }

  return {
    own(sentences, purpose) {
      const plain = { fresh: [], personal: false };
      for (const text of sentences) say({ text, cites: [] }, plain, { purpose, aboutCard: false });
    },
    judge,
    written(sentence, purpose, cardSections, verdict = judge(sentence)) {
      if (!verdict.ok) {
        if (isCourtesy(sentence.text)) return false;
        if (verdict.reason === 'uncited') uncited += 1;
        else dropped += 1;
        onDropped(verdict.reason);
        log.info({ reason: verdict.reason }, 'a sentence was not released');
        return false;
      }
      if (noRepeats && repeats(sentence)) return false;
      const { cites, fresh, personal } = sources.cite(sentence.text, sentence.cites);
      const aboutCard =
        !pointed && sources.cited().some(({ n, section }) => cites.includes(n) && cardSections.has(section));
      // One look at the card is enough.
      pointed ||= aboutCard;
      say({ ...sentence, cites }, { fresh, personal }, { purpose, aboutCard });
      before.push(sentence);
      return true;
    },
    forgetPreamble() {
      uncited = 0;
    },
    startOver() {
      noRepeats = true;
      dropped = 0;
      uncited = 0;
    },
    status() {
      if (before.length === 0) return 'no_answer';
      return dropped + uncited > 0 ? 'partial' : 'answered';
    },
  };
}
