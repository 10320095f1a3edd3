import { PassThrough } from 'node:stream';

/** Proxies close connections that are silent for a minute; some after half of that. */
const HEARTBEAT_MS = 15_000;

/** Texts as Server-Sent Events, one `data:` line each. Comments keep the connection open while nothing is said. */
export function eventStream(texts: AsyncIterable<string>): PassThrough {
  const stream = new PassThrough();
  // Sends the headers now: whoever asked knows at once that it is being listened to.
  stream.write(': open\n\n');
  const heartbeat = setInterval(() => stream.write(': waiting\n\n'), HEARTBEAT_MS);
  const pump = async () => {
    try {
      for await (const text of texts) {
        if (stream.destroyed) return;
        stream.write(`data: ${text}\n\n`);
      }
    } finally {
      clearInterval(heartbeat);
      stream.end();
    }
  };
  pump().catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error('pump failed')));
  return stream;
}
