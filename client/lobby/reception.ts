import { type Conversation, type Turn, utterancesOf } from '#client/conversation/index.ts';
import type { RingState } from '#client/ui/index.ts';
import {
  charsHeard,
  type HeardNow,
  type Recognizer,
  type RecognizerError,
  type RecognizerEvents,
  type UtterancePhase,
  type Voice,
  type VoiceEvents,
  wordsOf,
} from '#client/voice/index.ts';
import type { Locale, Utterance } from '#protocol/index.ts';

/** For so long after a stop she invites the citizen to speak, in milliseconds. */
const INTERRUPTED_MS = 4000;

export interface ReceptionState {
  /** What she is doing, as the ring shows it. */
  ring: RingState;
  /** The utterance she speaks (or holds silently) now. */
  speaking: Utterance | null;
  /** The last one she spoke: what the caption keeps and `replay` repeats. */
  last: Utterance | null;
  /** Words recognised so far; null while the microphone is closed. */
  interim: string | null;
}

export interface ReceptionOptions {
  conversation: Conversation;
  createVoice(events: VoiceEvents): Voice;
  createRecognizer(events: RecognizerEvents): Recognizer;
  /** Language and sound as chosen now. */
  preferences(): { locale: Locale; muted: boolean };
  onRecognizerError(code: RecognizerError): void;
  /** An utterance could not be sounded. */
  onSoundless(): void;
  setTimer(callback: () => void, ms: number): () => void;
}

export interface Reception {
  getSnapshot(): ReceptionState;
  subscribe(listener: () => void): () => void;
  /** Asks a question. Whatever she says is stopped first. */
  ask(text: string): void;
  /** Silences her, ends the run and tells the thread what was heard. False when there was nothing to stop. */
  stop(): boolean;
  /** Says the current (or last) sentence again, then goes on. */
  replay(): void;
  /** Opens the microphone, or closes it and asks what was said. */
  toggleListening(): void;
  canListen(): boolean;
  setMuted(muted: boolean): void;
  /**
   * Silences her, has the conversation erased, here and on the server, and begins a new one. False when the server could
   * not be told: then it is still there.
   */
  erase(): Promise<boolean>;
  /** Must be called from a tap or key press: browsers keep sound locked until then. */
  unlock(): void;
  heard(): HeardNow | null;
  level(): number;
  dispose(): void;
}

/** What is still to come of an utterance's turn, itself first. */
function fromHereOn(turns: readonly Turn[], utterance: Utterance): Utterance[] {
  for (const turn of turns) {
    const all = utterancesOf(turn);
    const index = all.findIndex(({ id }) => id === utterance.id);
    if (index >= 0) return all.slice(index);
  }
  return [utterance];
}

/**
 * The receptionist at her desk: brings conversation, voice and microphone together. Whatever the conversation
 * releases she says in order; whoever asks, speaks or presses stop interrupts her.
 */
export function createReception(options: ReceptionOptions): Reception {
  const { conversation, preferences, setTimer } = options;
  const listeners = new Set<() => void>();
  /** Handed to the voice before, or on the page before this visit: never spoken unasked. */
  const known = new Set(
    conversation
      .getSnapshot()
      .turns.flatMap(utterancesOf)
      .map(({ id }) => id),
  );
  let speaking: Utterance | null = null;
  let last: Utterance | null = null;
  let interim: string | null = null;
  let cancelInterrupted: (() => void) | null = null;
  /** True while the voice is stopped for a reason that leaves the thread as it is. */
  let keepsThread = false;
  /** The utterance being repeated, and how much of it had been heard before: stopping takes nothing back. */
  let repeated: { id: string; chars: number } | null = null;
  let snapshot: ReceptionState = { ring: 'idle', speaking, last, interim };

  const voice = options.createVoice({ onPhase });
  voice.setMuted(preferences().muted);
  const recognizer = options.createRecognizer({
    onStart: () =>
      update(() => {
        interim = '';
      }),
    onInterim: (text) =>
      update(() => {
        interim = text;
      }),
    onFinal: (text) => {
      interim = null;
      ask(text);
    },
    onError: options.onRecognizerError,
    onEnd: () =>
      update(() => {
        interim = null;
      }),
  });
  const unsubscribe = conversation.subscribe(onConversation);

  function ring(): RingState {
    const turn = conversation.getSnapshot().turns.at(-1);
    if (interim !== null) return 'listening';
    if (speaking !== null) return 'speaking';
    if (turn?.phase === 'running') return 'thinking';
    if (cancelInterrupted !== null) return 'interrupted';
    // That the staff have switched her off is no fault.
    return turn?.phase === 'failed' && turn.problem?.code !== 'off' ? 'error' : 'idle';
  }

  function update(change: () => void): void {
    change();
    snapshot = { ring: ring(), speaking, last, interim };
    for (const listener of listeners) listener();
  }

  function onConversation(): void {
    for (const utterance of conversation.getSnapshot().turns.flatMap(utterancesOf)) {
      if (known.has(utterance.id)) continue;
      known.add(utterance.id);
      voice.enqueue(utterance);
    }
    update(() => {});
  }

  function onPhase(utterance: Utterance, phase: UtterancePhase, chars: number): void {
    if (phase === 'queued') return;
    if (phase === 'playing' || phase === 'failed') {
      if (phase === 'failed' && utterance.audio && !preferences().muted) options.onSoundless();
      update(() => {
        speaking = utterance;
        last = utterance;
      });
      return;
    }
    if (phase === 'interrupted') silenced(utterance, chars);
    if (repeated?.id === utterance.id && phase === 'done') repeated = null;
    if (speaking?.id !== utterance.id) return;
    update(() => {
      speaking = null;
    });
  }

  /** Everything queued is interrupted at once; the first to go is where she was. Unspoken words were read, not heard. */
  function silenced(utterance: Utterance, chars: number): void {
    if (keepsThread || utterance.audio === undefined || preferences().muted) return;
    keepsThread = true;
    const before = repeated?.id === utterance.id ? repeated.chars : 0;
    if (before < utterance.speech.length) conversation.heard(utterance.id, Math.max(chars, before));
  }

  function silence(): void {
    voice.stop();
    keepsThread = false;
    repeated = null;
  }

  /** Characters of the current utterance that have sounded, counting what had before it was repeated. */
  function heardChars(): number {
    const now = voice.heard();
    if (now === null) return 0;
    const { utterance, tMs } = now;
    const before = repeated?.id === utterance.id ? repeated.chars : 0;
    return Math.max(before, charsHeard(wordsOf(utterance), utterance.speech, tMs));
  }

  function dropInterrupted(): void {
    cancelInterrupted?.();
    cancelInterrupted = null;
  }

  function ask(text: string): void {
    dropInterrupted();
    recognizer.abort();
    silence();
    const { locale, muted } = preferences();
    conversation.send({ text, locale, speech: !muted });
  }

  function stop(): boolean {
    const running = conversation.getSnapshot().turns.at(-1)?.phase === 'running';
    if (interim !== null) {
      recognizer.abort();
      return true;
    }
    if (speaking === null && !running) return false;
    silence();
    conversation.abort();
    dropInterrupted();
    update(() => {
      cancelInterrupted = setTimer(() => update(dropInterrupted), INTERRUPTED_MS);
    });
    return true;
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask,
    stop,
    replay() {
      if (last === null) return;
      const isSpeaking = speaking !== null;
      const rest = isSpeaking ? fromHereOn(conversation.getSnapshot().turns, last) : [last];
      const chars = isSpeaking ? heardChars() : last.speech.length;
      keepsThread = true;
      silence();
      repeated = { id: last.id, chars };
      for (const utterance of rest) voice.enqueue(utterance);
    },
    toggleListening() {
      if (interim !== null) return recognizer.stop();
      if (snapshot.ring === 'speaking' || snapshot.ring === 'thinking') stop();
      recognizer.start(preferences().locale);
    },
    canListen: () => recognizer.isSupported(),
    setMuted: (muted) => voice.setMuted(muted),
    async erase() {
      keepsThread = true;
      silence();
      recognizer.abort();
      dropInterrupted();
      if (!(await conversation.erase())) return false;
      update(() => {
        last = null;
      });
      return true;
    },
    unlock: () => void voice.unlock(),
    heard: () => voice.heard(),
    level: () => voice.level(),
    dispose() {
      unsubscribe();
      dropInterrupted();
      recognizer.abort();
      voice.dispose();
    },
  };
}
