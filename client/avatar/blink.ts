import { between, type Random, smoothstep } from './ease.ts';

/** People blink every 1 to 6 seconds; the lids close faster than they open. */
const INTERVAL_S = { shortest: 1, longest: 6 };
const CLOSING_S = 0.07;
const SHUT_S = 0.03;
const OPENING_S = 0.13;
const BLINK_S = CLOSING_S + SHUT_S + OPENING_S;
/** Share of blinks that come in pairs, and the pause between the two. */
const DOUBLES = 0.15;
const DOUBLE_PAUSE_S = 0.12;

export interface Blink {
  /** Advances by `dtS` and returns how far the lids are closed, 0..1. */
  update(dtS: number): number;
}

/** Closure of the lids `tS` seconds into a blink, 0..1. */
export function lidClosure(tS: number): number {
  if (tS <= 0 || tS >= BLINK_S) return 0;
  if (tS < CLOSING_S) return smoothstep(tS / CLOSING_S);
  if (tS < CLOSING_S + SHUT_S) return 1;
  return 1 - smoothstep((tS - CLOSING_S - SHUT_S) / OPENING_S);
}

export function createBlink(random: Random): Blink {
  const interval = () => between(random, INTERVAL_S.shortest, INTERVAL_S.longest);
  /** Seconds since the last blink began; negative while waiting for it. */
  let tS = -interval();
  return {
    update(dtS) {
      tS += dtS;
      if (tS >= BLINK_S) tS = -(random() < DOUBLES ? DOUBLE_PAUSE_S : interval());
      return lidClosure(tS);
    },
  };
}
