/** How late the event loop is, in milliseconds, smoothed over the last half second. */
export interface LoopDelay {
  ms(): number;
  close(): void;
}

export interface LoadGate {
  /** Lets one more answer begin; to be called once when it is over. Null when the server has too much to do. */
  enter(): (() => void) | null;
  /** Answers under way. */
  running(): number;
}

interface LoadLimits {
  /** Answers under way at once, those that wait for their turn included. */
  atOnce: number;
  /** Lateness of the event loop beyond which none begins. */
  maxDelayMs: number;
}

const EVERY_MS = 50;
/** Weight of the newest of the measurements. */
const NEWEST = 0.1;

/**
 * Measures by a timer of its own. `@fastify/under-pressure` looks once a second and closes every route, those that
 * watch the server included: too late for a rush of questions, and too much.
 */
export function measureLoopDelay(now: () => number = () => performance.now()): LoopDelay {
  let late = 0;
  let expected = now() + EVERY_MS;
  const timer = setInterval(() => {
    const at = now();
    late += (Math.max(0, at - expected) - late) * NEWEST;
    expected = at + EVERY_MS;
  }, EVERY_MS);
  timer.unref();
  return { ms: () => late, close: () => clearInterval(timer) };
}

/**
 * Turns answers away while more would only make all of them slow. An answer takes some milliseconds of the one thread,
 * or, with a language model, a small part of it for seconds: the first is bounded by how many there are, the second
 * shows in how late the loop is.
 */
export function createLoadGate({ atOnce, maxDelayMs }: LoadLimits, delay: Pick<LoopDelay, 'ms'>): LoadGate {
  let running = 0;
  return {
    enter() {
      // With nothing under way, whatever makes the loop late is not answers: turning them away would help nobody.
      if (running >= atOnce || (running > 0 && delay.ms() > maxDelayMs)) return null;
      running += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        running -= 1;
      };
    },
    running: () => running,
  };
}
