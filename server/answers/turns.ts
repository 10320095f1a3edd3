import { setImmediate } from 'node:timers/promises';

/**
 * Lets runs begin one a round of the event loop. A run without a language model works some 10 ms without a pause: of
 * fifty that arrive together, all would run in one round, and everything else would wait for the last.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
