import type { Locale, Source, Utterance } from '#protocol/index.ts';
import { type Speech, SpeechError, type Spoken } from '#server/speech/index.ts';
import { custom, textContent, textEnd, textStart } from '../events.ts';
import type { AGUIEvent } from '../types.ts';
import type { Manner } from './manner.ts';

/** A sentence that may be released. */
export interface Release {
  text: string;
  cites: number[];
  /** Sources that no sentence has cited before. */
  fresh: readonly Source[];
  /** Tells of the citizen's own case: its sound is made in the house and not kept. */
  personal: boolean;
  manner: Manner;
  /** Begins a line of its own. */
  line?: boolean;
}

export interface Delivery {
  say(release: Release): void;
  /** Says aloud what is no part of the answer: it is captioned and heard, and stands in no text. */
  label(text: string): void;
  /** Utterances released so far, without audio. */
  said(): readonly Utterance[];
  /** Resolves when every utterance has gone out, with or without its audio. */
  end(): Promise<void>;
}

interface DeliveryOptions {
  emit(event: AGUIEvent): void;
  speech: Speech;
  /** Whether audio is wanted. */
  aloud: boolean;
  locale: Locale;
  pace(): 'normal' | 'slow';
  /** Between sentences shown in one line. */
  gap: string;
  signal: AbortSignal;
  newId(): string;
  /** Called with each sentence whose text goes out. */
  onSentence(): void;
  /** Called with each utterance that goes out with audio. */
  onAudio(): void;
  log: { warn(details: object, message: string): void };
}

const LABEL = 'label-';
const labelId = (id: string) => `${LABEL}${id}`;

/** Whether an utterance is a label and no part of an answer. */
export const isLabel = (utterance: string) => utterance.startsWith(LABEL);

/** Emphasis is for the eye only. */
const spoken = (text: string) =>
  text
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Sends sentences out: the text at once, the utterance as soon as its audio is ready, in order. The sentence after the
 * one that is waited for is already being spoken into a file; more would only crowd out other citizens.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { emit, speech, aloud, locale, pace, gap, signal, newId, onSentence, onAudio, log } = options;
  const said: Utterance[] = [];
  const audios: Promise<Spoken | undefined>[] = [];
  let messageId: string | undefined;
  let turn: Promise<void> = Promise.resolve();
  let sent: Promise<void> = Promise.resolve();

  async function speak(text: string, personal: boolean): Promise<Spoken | undefined> {
    if (!aloud || signal.aborted) return undefined;
    try {
      return await speech.speak({ text, locale, pace: pace(), personal }, signal);
    } catch (error) {
      if (!signal.aborted) {
        const code = error instanceof SpeechError ? error.code : 'failed';
        log.warn({ code }, 'a sentence is shown without audio');
      }
      return undefined;
    }
  }

  /** Speaks an utterance and sends it in its turn. */
  function utter(utterance: Utterance, personal: boolean) {
    const twoBefore = audios.at(-2) ?? Promise.resolve(undefined);
    // In order, though a later recording may be ready before an earlier one.
    turn = turn.then(() => twoBefore).then(() => {});
    const audio = turn.then(() => speak(utterance.speech, personal));
    audios.push(audio);
    sent = sent.then(async () => {
      const ready = await audio;
      if (signal.aborted) return;
      const label = isLabel(utterance.id);
      if (ready === undefined) {
        // What is only to be heard is nothing without its sound.
        if (!label) emit(custom('utterance', utterance));
        return;
      }
      const { hash, mime, durationMs, mouth, words } = ready;
      if (!label) onAudio();
      emit(
        custom('utterance', {
          ...utterance,
          audio: { url: `/api/speech/${hash}`, mime, durationMs },
          mouth,
          words,
        }),
      );
    });
  }

  return {
    say({ text, cites, fresh, personal, manner, line }) {
      if (fresh.length > 0) emit(custom('sources', [...fresh]));
      const first = messageId === undefined;
      messageId ??= newId();
      if (first) emit(textStart(messageId));
      emit(textContent(messageId, `${first ? '' : line ? '\n' : gap}${text}`));
      onSentence();
      const utterance: Utterance = { id: newId(), text, speech: spoken(text), locale, cites, ...manner };
      said.push(utterance);
      utter(utterance, personal);
    },
    label(text) {
      const manner = { gesture: null, emotion: 'neutral' } as const;
      utter({ id: labelId(newId()), text, speech: text, locale, cites: [], aside: true, ...manner }, false);
    },
    said: () => said,
    async end() {
      if (messageId !== undefined) emit(textEnd(messageId));
      await sent;
    },
  };
}
