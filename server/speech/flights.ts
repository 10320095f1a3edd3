/** Runs `work` once for all who ask for the same key meanwhile; it is aborted when the last of them has gone. */
export type Flights<T> = (
  key: string,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

export function createFlights<T>(): Flights<T> {
  const flying = new Map<string, { result: Promise<T>; passengers: number; abort: AbortController }>();

  return (key, work, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    let flight = flying.get(key);
    if (flight === undefined) {
      const abort = new AbortController();
      const result = work(abort.signal).finally(() => {
        if (flying.get(key)?.abort === abort) flying.delete(key);
      });
      // Everybody may have left before it fails.
      result.catch(() => {});
      flight = { result, passengers: 0, abort };
      flying.set(key, flight);
    }
    const boarded = flight;
    boarded.passengers += 1;
    if (signal === undefined) return boarded.result;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        boarded.passengers -= 1;
        if (boarded.passengers === 0) {
          flying.delete(key);
          boarded.abort.abort(signal.reason);
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      boarded.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  };
}
