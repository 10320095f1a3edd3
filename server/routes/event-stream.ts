import { Readable } from 'node:stream';

/** Proxies close connections that are silent for a minute; some after half of that. */
const HEARTBEAT_MS = 15_000;
/** So long a first value may take before whoever asked is told by the headers that it is being listened to. */
const OPENING_MS = 25;

/**
 * Values as Server-Sent Events, one `data:` line each. What comes within one round of the event loop goes out in one
 * piece. Comments keep the connection open while nothing is said.
 */
export function eventStream<T>(values: AsyncIterable<T>, dataOf: (value: T) => string): Readable {
  const stream = new Readable({ read() {} });
  const opening = setTimeout(() => stream.push(': open\n\n'), OPENING_MS);
  const heartbeat = setInterval(() => stream.push(': waiting\n\n'), HEARTBEAT_MS);
  let waiting = '';
  const flush = () => {
    clearTimeout(opening);
    if (waiting !== '' && !stream.destroyed) stream.push(waiting);
    waiting = '';
  };
  const pump = async () => {
    try {
      for await (const value of values) {
        if (stream.destroyed) return;
        if (waiting === '') setImmediate(flush);
        waiting += `data: ${dataOf(value)}\n\n`;
      }
    } finally {
      clearInterval(heartbeat);
      flush();
      if (!stream.destroyed) stream.push(null);
    }
  };
  pump().catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error('pump failed')));
  return stream;
}
