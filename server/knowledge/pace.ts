/** Longest stretch of work between two breaths of the event loop, well under the 20 ms that nothing may exceed. */
const STRETCH_MS = 5;

/**
 * Keeps long loops from holding up requests: `await pace()` in each turn lets the event loop breathe whenever the
 * stretch since the last breath has become too long, and costs next to nothing otherwise.
 */
export function createPace(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH_MS) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
