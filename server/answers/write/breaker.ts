export type BreakerState = 'closed' | 'open' | 'half_open';

export interface BreakerOptions {
  /** Failures in a row after which it opens. */
  failures: number;
  /** How long it stays open, in milliseconds, before one trial is let through. */
  pauseMs: number;
  /** Failures further apart than this, in milliseconds, are no row. */
  windowMs?: number;
  /** Milliseconds on any clock that does not go back. */
  now(): number;
  onChange?(state: BreakerState): void;
}

/** Leave to ask once. Exactly one of its functions is called when the asking is over; later calls change nothing. */
export interface Pass {
  succeeded(): void;
  /** @param pauseMs how long the asked one wants to be left alone, when it says so. */
  failed(pauseMs?: number | null): void;
  /** Given up before anything was known, as when the citizen left. */
  leave(): void;
}

export interface Breaker {
  /** Leave to ask, or null while nobody may. */
  enter(): Pass | null;
  state(): BreakerState;
}

const WINDOW_MS = 60_000;
/** A server that asks for a longer pause is tried again all the same. */
const MAX_PAUSE_MS = 5 * 60_000;

/**
 * A circuit breaker: after so many failures in a row the asked one is left alone for a while; then one trial decides
 * whether it is asked again. A server that names a pause itself gets it at once.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { failures, pauseMs, windowMs = WINDOW_MS, now, onChange } = options;
  let state: BreakerState = 'closed';
  /** Times of the failures in a row. */
  let row: number[] = [];
  let openUntil = 0;
  let onTrial = false;
  /** Counts openings: what was asked before one says nothing about what comes after. */
  let era = 0;

  function become(next: BreakerState) {
    if (state === next) return;
    state = next;
    onChange?.(next);
  }

  function open(ms: number) {
    openUntil = now() + Math.min(ms, MAX_PAUSE_MS);
    row = [];
    era += 1;
    become('open');
  }

  const refresh = () => {
    if (state === 'open' && now() >= openUntil) become('half_open');
  };

  return {
    state() {
      refresh();
      return state;
    },
    enter() {
      refresh();
      if (state === 'open' || (state === 'half_open' && onTrial)) return null;
      const trial = state === 'half_open';
      onTrial = trial;
      const mine = era;
      let over = false;
      const end = (then: () => void) => () => {
        if (over) return;
        over = true;
        if (trial) onTrial = false;
        if (mine === era) then();
      };
      return {
        succeeded: end(() => {
          row = [];
          become('closed');
        }),
        leave: end(() => {}),
        failed: (asked) =>
          end(() => {
            if (trial || asked) return open(Math.max(pauseMs, asked ?? 0));
            row = [...row.filter((at) => now() - at <= windowMs), now()];
            if (row.length >= failures) open(pauseMs);
          })(),
      };
    },
  };
}
