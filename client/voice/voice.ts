import { browserTimer, createSilence, type SetTimer } from './output.ts';
import { createQueue } from './queue.ts';
import { createSpeaker } from './speaker.ts';
import type { Voice, VoiceEvents } from './types.ts';

export interface VoiceOptions {
  /** How many utterances behind the one playing are downloaded and decoded ahead. Default 3. */
  prefetch?: number;
  /** Longest wait for the audio of an utterance whose turn has come, in milliseconds. Default 4000. */
  lateMs?: number;
  fetch?: typeof fetch;
  /** A monotonic clock in milliseconds; must be the one of `AudioContext.getOutputTimestamp`. */
  nowMs?: () => number;
  setTimer?: SetTimer;
  /** Null where the browser has no Web Audio. */
  createContext?: () => AudioContext | null;
}

function browserContext(): AudioContext | null {
  return typeof AudioContext === 'undefined' ? null : new AudioContext({ latencyHint: 'interactive' });
}

/** A voice on the browser's own audio. Nothing sounds before `unlock`; until then utterances are held silently. */
export function createVoice(events: VoiceEvents, options: VoiceOptions = {}): Voice {
  const {
    prefetch = 3,
    lateMs = 4000,
    fetch: request = (...args) => fetch(...args),
    nowMs = () => performance.now(),
    setTimer = browserTimer,
    createContext = browserContext,
  } = options;
  const speaker = createSpeaker({ createContext, nowMs, setTimer });

  async function load(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
    const response = await request(url, { signal });
    if (!response.ok) throw new Error(`audio ${url} answered ${response.status}`);
    return response.arrayBuffer();
  }

  const queue = createQueue(events, {
    speaker,
    silence: createSilence(nowMs, setTimer),
    load,
    setTimer,
    prefetch,
    lateMs,
  });

  return {
    unlock: speaker.unlock,
    enqueue: queue.enqueue,
    stop: queue.stop,
    replay(utterance) {
      queue.stop();
      queue.enqueue(utterance);
    },
    setMuted: speaker.setMuted,
    heard: queue.heard,
    level: speaker.level,
    dispose() {
      queue.stop();
      speaker.close();
    },
  };
}
