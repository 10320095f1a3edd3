/** Longest wait for an idle moment once the page is painted, in milliseconds. */
const IDLE_WITHIN_MS = 2000;

function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(callback, { timeout: IDLE_WITHIN_MS });
    return () => cancelIdleCallback(handle);
  }
  // Safari has no requestIdleCallback; a moment later will do.
  const timer = setTimeout(callback, 200);
  return () => clearTimeout(timer);
}

/**
 * Calls back once, when the page has painted its first content and has nothing urgent to do. A tab in the background
 * paints nothing, so there it waits. Returns what cancels it.
 */
export function afterFirstPaint(callback: () => void): () => void {
  let cancel = () => observer.disconnect();
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length === 0) return;
    observer.disconnect();
    cancel = whenIdle(callback);
  });
  observer.observe({ type: 'paint', buffered: true });
  return () => cancel();
}
