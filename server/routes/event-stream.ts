import { Readable } from 'node:stream';

/** Proxies close connections that are silent for a minute; some after half of that. */
const HEARTBEAT_MS = 15_000;

/**
 * Values as Server-Sent Events, one `data:` line each. What comes within one round of the event loop goes out in one
 * piece. Comments keep the connection open while nothing is said.
 */
export function eventStream<T>(values: AsyncIterable<T>, dataOf: (value: T) => string): Readable {
  const stream = new Readable({ read() {} });
  // Sends the headers now: whoever asked knows at once that it is being listened to.
  stream.push(': open\n\n');
  const heartbeat = setInterval(() => stream.push(': waiting\n\n'), HEARTBEAT_MS);
  let waiting = '';
  const flush = () => {
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
