import type { Utterance } from '#protocol/index.ts';
import type { SetTimer, Silence, Sound, Speaker, Timeline } from './output.ts';
import type { HeardNow, UtterancePhase, VoiceEvents } from './types.ts';
import { charsHeard, holdMs, wordsOf } from './words.ts';

export interface QueueOptions {
  speaker: Speaker;
  silence: Silence;
  /** Fetches the bytes of an audio address. Rejects when they cannot be had. */
  load(url: string, signal: AbortSignal): Promise<ArrayBuffer>;
  setTimer: SetTimer;
  /** How many utterances behind the one playing are downloaded and decoded ahead. */
  prefetch: number;
  /** Longest wait for the audio of an utterance whose turn has come, in milliseconds. */
  lateMs: number;
}

export interface UtteranceQueue {
  enqueue(utterance: Utterance): void;
  stop(): void;
  heard(): HeardNow | null;
}

/** Scheduling a first sound this far ahead gives the audio thread time to take it up. */
const LEAD_S = 0.02;

/** A sound whose end is not reported this long after it was due has lost its loudspeaker. */
const STUCK_MS = 5000;

/** An utterance on a timeline. */
interface Airing {
  timeline: Timeline;
  startS: number;
  endS: number;
  sounding: boolean;
  silence(): void;
}

interface Item {
  utterance: Utterance;
  /** Null when it has no audio or none could be had. Undefined until its download was begun. */
  loading: Promise<Sound | null> | undefined;
  /** Set once `loading` brought a sound. */
  sound: Sound | null;
  airing: Airing | null;
}

/**
 * Utterances in order, each sounding right after the one before: the next is scheduled to the sample at the end of
 * the current one as soon as it is decoded. Ends are reported by the timelines, so nothing depends on frames.
 */
export function createQueue(events: VoiceEvents, options: QueueOptions): UtteranceQueue {
  const { speaker, silence, load, setTimer, prefetch, lateMs } = options;
  /** Rises with every stop; work begun before it must not touch what came after. */
  let generation = 0;
  let downloads = new AbortController();
  /** Rendered to its end, perhaps still on its way through the loudspeaker. */
  let last: Item | null = null;
  let current: Item | null = null;
  /** Scheduled at the end of `current`. */
  let ahead: Item | null = null;
  let waiting: Item[] = [];

  const emit = ({ utterance }: Item, phase: UtterancePhase, chars: number) =>
    events.onPhase(utterance, phase, chars);

  function download(item: Item): Promise<Sound | null> {
    const { audio } = item.utterance;
    if (audio === undefined) return Promise.resolve(null);
    const { signal } = downloads;
    const sound = load(audio.url, signal).then((bytes) => speaker.decode(bytes));
    return sound.then(
      (loaded) => {
        if (signal.aborted) return null;
        item.sound = loaded;
        scheduleAhead();
        return loaded;
      },
      () => null,
    );
  }

  function prefetchWaiting(): void {
    for (const item of waiting.slice(0, prefetch)) item.loading ??= download(item);
  }

  /** What `loading` brings within `lateMs`, else null. */
  function inTime(loading: Promise<Sound | null>): Promise<Sound | null> {
    return new Promise((resolve) => {
      const cancel = setTimer(lateMs, () => resolve(null));
      void loading.then((sound) => {
        cancel();
        resolve(sound);
      });
    });
  }

  function air(item: Item, timeline: Timeline, sound: Sound, atS: number, sounding: boolean): void {
    const cancelSound = sound.start(atS, () => ended(item));
    const dueMs = (atS + sound.durationS - timeline.nowS()) * 1000;
    const cancelWatch = setTimer(dueMs + STUCK_MS, () => stuck(item));
    item.airing = {
      timeline,
      startS: atS,
      endS: atS + sound.durationS,
      sounding,
      silence: () => {
        cancelSound();
        cancelWatch();
      },
    };
  }

  function hold(item: Item): void {
    const durationS = holdMs(item.utterance) / 1000;
    air(item, silence, silence.hold(durationS), silence.nowS(), false);
  }

  function scheduleAhead(): void {
    const playing = current?.airing;
    const next = waiting[0];
    if (!playing?.sounding || ahead !== null || !next?.sound) return;
    if (playing.endS <= speaker.nowS()) return;
    waiting.shift();
    ahead = next;
    air(next, speaker, next.sound, playing.endS, true);
    prefetchWaiting();
  }

  async function begin(item: Item): Promise<void> {
    const begun = generation;
    item.loading ??= download(item);
    prefetchWaiting();
    if (item.utterance.audio === undefined) {
      hold(item);
      emit(item, 'playing', 0);
      return;
    }
    const sound = await inTime(item.loading);
    const audible = sound !== null && (await speaker.ready());
    if (begun !== generation) return;
    if (sound !== null && audible) {
      air(item, speaker, sound, speaker.nowS() + LEAD_S, true);
      scheduleAhead();
      emit(item, 'playing', 0);
    } else {
      hold(item);
      emit(item, 'failed', 0);
    }
  }

  function pump(): void {
    if (current !== null) return;
    current = waiting.shift() ?? null;
    if (current !== null) void begin(current);
  }

  function ended(item: Item): void {
    if (item !== current) return;
    item.airing?.silence();
    last = item;
    current = ahead;
    ahead = null;
    const next = current;
    emit(item, 'done', item.utterance.speech.length);
    if (next === null) pump();
    else if (next === current) {
      scheduleAhead();
      emit(next, 'playing', 0);
    }
  }

  /** Its loudspeaker went away in mid-sound: what follows must not wait for it. */
  function stuck(item: Item): void {
    if (item !== current) return;
    if (ahead !== null) {
      ahead.airing?.silence();
      ahead.airing = null;
      waiting.unshift(ahead);
      ahead = null;
    }
    const begun = generation;
    emit(item, 'failed', charsNow(item));
    if (begun === generation) ended(item);
  }

  function charsNow({ utterance, airing }: Item): number {
    if (airing === null) return 0;
    const tMs = (airing.timeline.heardS() - airing.startS) * 1000;
    return charsHeard(wordsOf(utterance), utterance.speech, tMs);
  }

  function stop(): void {
    generation++;
    downloads.abort();
    downloads = new AbortController();
    const dropped = [current, ahead, ...waiting].filter((item) => item !== null);
    last = null;
    current = null;
    ahead = null;
    waiting = [];
    const chars = dropped.map(charsNow);
    for (const item of dropped) item.airing?.silence();
    dropped.forEach((item, i) => {
      emit(item, 'interrupted', chars[i] ?? 0);
    });
  }

  function heardOf(item: Item | null, toEnd: boolean): HeardNow | null {
    if (!item?.airing) return null;
    const { timeline, startS, endS, sounding } = item.airing;
    const atS = timeline.heardS();
    if (atS < startS || (atS >= endS && !toEnd)) return null;
    return { utterance: item.utterance, tMs: (Math.min(atS, endS) - startS) * 1000, sounding };
  }

  return {
    enqueue(utterance) {
      const item: Item = { utterance, loading: undefined, sound: null, airing: null };
      waiting.push(item);
      emit(item, 'queued', 0);
      pump();
      prefetchWaiting();
    },
    stop,
    // The current one stays on its last word until its end is reported, the last one while it is still audible.
    heard: () => heardOf(ahead, false) ?? heardOf(current, true) ?? heardOf(last, false),
  };
}
