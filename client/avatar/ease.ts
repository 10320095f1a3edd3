/** 0..1 with level ends; `x` outside 0..1 is clamped. */
export function smoothstep(x: number): number {
  const t = clamp(x, 0, 1);
  return t * t * (3 - 2 * t);
}

/** `x` kept within `low`..`high`. */
export function clamp(x: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, x));
}

/**
 * Share of the way to its goal that something with time constant `tauS` covers in `dtS`: the same path at any
 * frame rate.
 */
export function approach(dtS: number, tauS: number): number {
  return 1 - Math.exp(-dtS / tauS);
}

/** Uniform random numbers in 0..1. */
export type Random = () => number;

/** Uniform in `low`..`high`. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}
