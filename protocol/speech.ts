import { z } from 'zod';

/** VRM mouth presets plus `closed` (lips pressed together: b, p, m) and `rest` (relaxed, silent). */
export const MouthShape = z.enum(['aa', 'ih', 'ou', 'ee', 'oh', 'closed', 'rest']);
export type MouthShape = z.infer<typeof MouthShape>;

/** `[tMs, shape, weight]`: from `tMs` after the start of the audio the mouth heads for `shape`, 0..1. Sorted by time. */
export const MouthTrack = z.array(z.tuple([z.number().min(0), MouthShape, z.number().min(0).max(1)]));
export type MouthTrack = z.infer<typeof MouthTrack>;

/** `[tMs, from, to]`: at `tMs` the characters `from`..`to` (UTF-16, end exclusive) of `speech` begin to sound. */
export const WordTrack = z.array(z.tuple([z.number().min(0), z.int().min(0), z.int().min(0)]));
export type WordTrack = z.infer<typeof WordTrack>;

export const Audio = z.object({
  /** `/api/speech/<hash>`, immutable. */
  url: z.string(),
  mime: z.string(),
  durationMs: z.number().min(0),
});
export type Audio = z.infer<typeof Audio>;

/** Reply of `POST /api/transcriptions`. */
export const Transcription = z.object({ text: z.string() });
export type Transcription = z.infer<typeof Transcription>;
