/** What the server's `/metrics` tell of its process. Times since the last reading, the rest as it is. */
export interface Vitals {
  cpuSeconds: number;
  heapBytes: number;
  residentBytes: number;
  /** Lateness of the event loop since the last reading, in milliseconds. */
  loopP99Ms: number;
  loopMaxMs: number;
}

/** `monitorEventLoopDelay` counts its own sampling interval in. */
const SAMPLING_MS = 10;

/** Reads Prometheus text. @throws when a figure is missing. */
export function vitalsOf(text: string): Vitals {
  const value = (name: string): number => {
    const found = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`the server's metrics have no ${name}`);
    return Number(found);
  };
  const late = (name: string) => Math.max(0, value(name) * 1000 - SAMPLING_MS);
  return {
    cpuSeconds: value('process_cpu_seconds_total'),
    heapBytes: value('nodejs_heap_size_used_bytes'),
    residentBytes: value('process_resident_memory_bytes'),
    loopP99Ms: late('nodejs_eventloop_lag_p99_seconds'),
    loopMaxMs: late('nodejs_eventloop_lag_max_seconds'),
  };
}

export async function readVitals(baseUrl: string): Promise<Vitals> {
  const reply = await fetch(`${baseUrl}/metrics`);
  return vitalsOf(await reply.text());
}

export interface Sample {
  /** Minutes since the first. */
  minute: number;
  bytes: number;
}

/** Samples of one window, half a minute: the least of them is what is left after a collection of garbage. */
const WINDOW = 15;

/** The least of each few samples. */
export function lowsOf(samples: readonly Sample[]): Sample[] {
  return Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, i) =>
    samples
      .slice(i * WINDOW, (i + 1) * WINDOW)
      .reduce((least, sample) => (sample.bytes < least.bytes ? sample : least)),
  );
}

/**
 * By how much used memory grows, in megabytes a minute: least squares over the least of each few samples, the first
 * fifth left out, in which caches fill. Not a number when there are too few.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const lows = lowsOf(samples.slice(Math.floor(samples.length / 5)));
  if (lows.length < 2) return Number.NaN;
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const x = mean(lows.map(({ minute }) => minute));
  const y = mean(lows.map(({ bytes }) => bytes));
  const over = lows.reduce((sum, { minute, bytes }) => sum + (minute - x) * (bytes - y), 0);
  const under = lows.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  return over / under / 1024 ** 2;
}
