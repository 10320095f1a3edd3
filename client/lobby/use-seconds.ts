import { useEffect, useState } from 'react';

/** Whole seconds until a moment (milliseconds since the epoch), counting down to 0; null for no moment. */
export function useSecondsUntil(atMs: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  const isOver = atMs === null || now >= atMs;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  return atMs === null ? null : Math.max(0, Math.ceil((atMs - now) / 1000));
}
