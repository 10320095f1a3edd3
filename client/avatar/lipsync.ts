import type { MouthTrack } from '#protocol/index.ts';
import { smoothstep } from './ease.ts';
import type { MouthWeights } from './types.ts';

/**
 * Coarticulation, in milliseconds around the onset of a cue. Vowels cross over half-way at the onset, the lips on
 * the way 45 ms before it. Lips close ahead of the sound, are shut when it begins, and stay shut long enough to be
 * seen at 30 frames a second, even where the phoneme itself is shorter.
 */
const TURN_MS = 45;
const CLOSE_MS = 60;
const SHUT_MS = 30;
const RELEASE_EARLY_MS = 12;
const RELEASE_MS = 36;

/** No cue this much older can still matter: all of its followers are complete. */
const MAX_LOOKBACK = 8;

type Cue = MouthTrack[number];

const isFullClosure = (cue: Cue | undefined): boolean => cue?.[1] === 'closed' && cue[2] >= 1;

/** When the mouth sets out for cue `i`. */
function departsMs(track: MouthTrack, i: number): number {
  const cue = track[i];
  const previous = track[i - 1];
  if (cue === undefined) return Number.POSITIVE_INFINITY;
  const gap = previous === undefined ? Number.POSITIVE_INFINITY : cue[0] - previous[0];
  if (cue[1] === 'closed') return cue[0] - Math.min(CLOSE_MS, gap / 2);
  const usual = cue[0] - (isFullClosure(previous) ? RELEASE_EARLY_MS : Math.min(TURN_MS, gap / 2));
  for (let k = i - 1; k >= 0; k--) {
    const earlier = track[k];
    if (earlier === undefined || earlier[0] + SHUT_MS <= usual) break;
    if (isFullClosure(earlier)) return Math.max(usual, earlier[0] + SHUT_MS);
  }
  return usual;
}

/** When the mouth has arrived at cue `i`, if it sets out at `departs`. */
function arrivesMs(track: MouthTrack, i: number, departs: number): number {
  const cue = track[i];
  if (cue === undefined) return Number.POSITIVE_INFINITY;
  if (cue[1] === 'closed') return cue[0];
  const next = track[i + 1];
  const span = next === undefined ? Number.POSITIVE_INFINITY : next[0] - cue[0];
  if (isFullClosure(track[i - 1]))
    return departs + Math.min(RELEASE_MS, Math.max(span, 2 * RELEASE_EARLY_MS));
  return Math.max(departs, cue[0] + Math.min(TURN_MS, span / 2));
}

/** Index of the last cue whose onset is before `tMs + CLOSE_MS`, or -1: no later one can have begun to show. */
function lastInSight(track: MouthTrack, tMs: number): number {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track[middle]?.[0] ?? Number.POSITIVE_INFINITY) < tMs + CLOSE_MS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function restMouth(): MouthWeights {
  return { aa: 0, ih: 0, ou: 0, ee: 0, oh: 0, closed: 0 };
}

/** Moves every weight of `mouth` the share `amount` of the way to `shape` at `weight`. */
function blend(mouth: MouthWeights, shape: Cue[1], weight: number, amount: number): void {
  const keep = 1 - amount;
  mouth.aa *= keep;
  mouth.ih *= keep;
  mouth.ou *= keep;
  mouth.ee *= keep;
  mouth.oh *= keep;
  mouth.closed *= keep;
  if (shape !== 'rest') mouth[shape] += amount * weight;
}

/**
 * The mouth `tMs` milliseconds into an utterance: weights 0..1 whose sum never exceeds 1. A pure function of its
 * arguments, so any frame rate and any jump show the same mouth at the same time. A `closed` cue of weight 1 forces
 * the vowels to 0 from its onset; a softer one (f) leaves that much of the vowel before it.
 * Pass `out` to be spared an allocation.
 */
export function mouthAt(track: MouthTrack, tMs: number, out: MouthWeights = restMouth()): MouthWeights {
  blend(out, 'rest', 0, 1);
  const last = lastInSight(track, tMs);
  const first = Math.max(0, last - MAX_LOOKBACK);
  for (let i = first; i <= last; i++) {
    const cue = track[i];
    if (cue === undefined) break;
    const departs = departsMs(track, i);
    if (departs > tMs) continue;
    const arrives = arrivesMs(track, i, departs);
    const progress = arrives > tMs ? smoothstep((tMs - departs) / (arrives - departs)) : 1;
    const [, shape, weight] = cue;
    blend(out, shape, shape === 'closed' ? 1 : weight, shape === 'closed' ? progress * weight : progress);
  }
  return out;
}
