import type { Pcm } from './wav.ts';

const FULL_SCALE = 32_768;
/** Quieter than this is silence: −46 dBFS. */
const SILENCE = 0.005;
/** Loudness of speech: root mean square of what is not silence, −18 dBFS, as broadcast speech is mastered. */
const SPEECH_RMS = 0.126;
/** Loudest sample allowed, −1 dBFS. */
const PEAK = 0.89;

/** First and last sample (end exclusive) that is not silence; `from === to` when all is. */
export function soundingSpan(samples: Int16Array): { from: number; to: number } {
  const floor = SILENCE * FULL_SCALE;
  let from = 0;
  while (from < samples.length && Math.abs(samples[from] ?? 0) < floor) from += 1;
  let to = samples.length;
  while (to > from && Math.abs(samples[to - 1] ?? 0) < floor) to -= 1;
  return { from, to };
}

/**
 * Cuts silence at both ends down to `leadMs` and `tailMs`.
 * @returns the sound and how many milliseconds are gone from its start.
 */
export function trimSilence(pcm: Pcm, leadMs: number, tailMs: number): { pcm: Pcm; cutMs: number } {
  const { samples, sampleRate } = pcm;
  const { from, to } = soundingSpan(samples);
  const start = Math.max(0, from - Math.round((leadMs * sampleRate) / 1000));
  const end = Math.min(samples.length, to + Math.round((tailMs * sampleRate) / 1000));
  return { pcm: { samples: samples.subarray(start, end), sampleRate }, cutMs: (start * 1000) / sampleRate };
}

/** Brings speech to one loudness whatever the voice, as far as its peaks allow. Silence stays as it is. */
export function normaliseLevel({ samples, sampleRate }: Pcm): Pcm {
  const floor = SILENCE * FULL_SCALE;
  let power = 0;
  let count = 0;
  let peak = 0;
  // Plain loops: two minutes of speech are three million samples, and callbacks would hold up the server.
  for (let i = 0; i < samples.length; i += 1) {
    const magnitude = Math.abs(samples[i] ?? 0);
    if (magnitude < floor) continue;
    power += magnitude * magnitude;
    count += 1;
    if (magnitude > peak) peak = magnitude;
  }
  if (count === 0) return { samples, sampleRate };
  const gain = Math.min((SPEECH_RMS * FULL_SCALE) / Math.sqrt(power / count), (PEAK * FULL_SCALE) / peak);
  const levelled = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) levelled[i] = (samples[i] ?? 0) * gain;
  return { samples: levelled, sampleRate };
}
