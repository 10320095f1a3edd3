import { bezierFunction } from '../math/curve.ts';
import { clamp } from '../math/vector.ts';

/** Features of the face as curves of the front view, in head space metres. Eyes are given for her left one. */
export const EYE_X = 0.0318;
export const EYE_Y = 1.4615;
export const EYE_HALF_WIDTH = 0.0182;
export const MOUTH_Y = 1.4075;
export const MOUTH_HALF_WIDTH = 0.0155;
/** Height of the brow's field above the eye, where the skin moves with it. */
export const BROW_RISE = 0.0245;

const W = EYE_HALF_WIDTH;

/** Lid edges relative to the eye's centre as functions of x, −W (inner corner) to W. */
export const upperLid = bezierFunction([-W, -0.005], [-W * 0.8, 0.0146], [W * 0.5, 0.0188], [W, 0.001]);
export const lowerLid = bezierFunction([-W, -0.005], [-W * 0.6, -0.0138], [W * 0.6, -0.015], [W, 0.001]);

/** Where the lids meet in a blink. */
export function closedLid(x: number): number {
  const u = clamp(x / W, -1, 1);
  return -0.0072 + 0.0028 * u * u + 0.0012 * u;
}

/** Where the lids would meet in a laugh: an arch. */
export function laughingLid(x: number): number {
  const u = clamp(x / W, -1, 1);
  return -0.0015 - 0.0045 * u * u;
}

/**
 * Lip edges of the reference mouth relative to its centre, `u` = x / half-width. The mouth is triangulated
 * slightly open; the rest shape closes it.
 */
export const upperLip = (u: number): number => 0.0035 * (1 - u * u);
export const lowerLip = (u: number): number => -0.0045 * (1 - u * u);

/** Samples −1..1, denser at both ends, for outlines that turn sharply in their corners. */
export const cosineSamples = (count: number): number[] =>
  Array.from({ length: count + 1 }, (_, i) => -Math.cos((Math.PI * i) / count));
