import { setImmediate } from 'node:timers/promises';
import type { Locale, MouthTrack, WordTrack } from '#protocol/index.ts';
import type { Espeak, Synthesis } from './espeak/process.ts';
import { offlineVoiceKey, type VoicedPart, voicedParts } from './espeak/voices.ts';
import { normaliseLevel, trimSilence } from './level.ts';
import { mouthTrack, type Phoneme } from './mouth/track.ts';
import type { Speakable } from './speakable/index.ts';
import { type Pace, SpeechError } from './types.ts';
import { durationMs, type Pcm } from './wav.ts';
import { type WordStart, wordTrack } from './words.ts';

/** What a voice makes of a sentence. */
export interface Rendition {
  pcm: Pcm;
  mouth: MouthTrack;
  words: WordTrack;
}

/** When what sounds, in milliseconds of the audio it was made with. */
export interface Timing {
  phonemes: Phoneme[];
  words: WordStart[];
}

export interface Sentence {
  caption: string;
  speakable: Speakable;
  locale: Locale;
  pace?: Pace | undefined;
}

/** Slow speech beside the usual one: some three characters a second, as to somebody who writes it down. */
const SLOW_RATE = 0.75;

/** A voice; the key tells its recordings from those of every other voice. */
export interface VoiceOver {
  key(locale: Locale): string;
  /** @throws {SpeechError} */
  render(sentence: Sentence, signal?: AbortSignal): Promise<Rendition>;
}

/** Silence left before the first sound, and after the last: the breath between two sentences. */
const LEAD_MS = 20;
const TAIL_MS = 180;

function timing({ phonemes, words }: Synthesis, parts: readonly VoicedPart[], cutMs: number): Timing {
  const moved = (ms: number | undefined) => Math.max(0, (ms ?? 0) - cutMs);
  return {
    phonemes: phonemes.names.map((name, i) => ({ tMs: moved(phonemes.ms[i]), name })),
    words: words.offsets.map((offset, i) => ({
      tMs: moved(words.ms[i]),
      offset: parts[words.parts[i] ?? 0]?.spokenOffset(offset) ?? 0,
    })),
  };
}

/**
 * Says a sentence by eSpeak NG and tells when what sounds.
 * @throws {SpeechError}
 */
export async function speakWithTiming(
  espeak: Espeak,
  { speakable, locale, pace }: Sentence,
  signal?: AbortSignal,
): Promise<{ pcm: Pcm; timing: Timing }> {
  const parts = voicedParts(speakable.spoken, locale);
  if (parts.length === 0) throw new SpeechError('failed', 'there is nothing in the text to say');
  const synthesis = await espeak.synthesize(
    parts.map(({ voice, rate, pitch, text }) => ({
      voice,
      rate: pace === 'slow' ? Math.round(rate * SLOW_RATE) : rate,
      pitch,
      text,
    })),
    signal,
  );
  const { pcm, cutMs } = trimSilence(
    { samples: synthesis.pcm, sampleRate: synthesis.sampleRate },
    LEAD_MS,
    TAIL_MS,
  );
  if (pcm.samples.length === 0) throw new SpeechError('failed', 'the voice said nothing');
  // The longest sentences take some 15 ms for each of these: other requests get their turn in between.
  await setImmediate();
  const levelled = normaliseLevel(pcm);
  await setImmediate();
  return { pcm: levelled, timing: timing(synthesis, parts, cutMs) };
}

/** Mouth and word track of a sentence whose sound is as long as `pcm`. */
export function rendition(sentence: Sentence, pcm: Pcm, { phonemes, words }: Timing): Rendition {
  const endMs = durationMs(pcm);
  return {
    pcm,
    mouth: mouthTrack(phonemes, sentence.locale, endMs),
    words: wordTrack(sentence.caption, sentence.speakable, words, sentence.locale, endMs),
  };
}

/** The voice that comes along: no network, no key. */
export function offlineVoice(espeak: Espeak): VoiceOver {
  return {
    key: offlineVoiceKey,
    async render(sentence, signal) {
      const { pcm, timing: when } = await speakWithTiming(espeak, sentence, signal);
      return rendition(sentence, pcm, when);
    },
  };
}
