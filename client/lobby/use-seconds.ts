import { useEffect, useState } from 'react';

/** Whole seconds until a moment (milliseconds since the epoch), counting down to 0; null for no moment. */
export function useSecondsUntil(atMs: number | null): number | null {
  const [, tick] = useState(0);
  const seconds = atMs === null ? null : Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
  const isOver = seconds === null || seconds === 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => tick((ticks) => ticks + 1), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  return seconds;
}
