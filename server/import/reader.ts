import { Worker } from 'node:worker_threads';
import type { ReadOptions } from './read.ts';
import { refusal } from './refuse.ts';
import type { ReadReply, ReadRequest } from './worker.ts';

/** Young generation of the thread, in megabytes; part of its heap beside `heapMb`. */
const YOUNG_MB = 32;
const PROGRAM = new URL('./worker.mjs', import.meta.url);

export interface Reader {
  /** Takes `bytes` over. Files are read one after another. */
  read(file: string, bytes: Uint8Array, options: ReadOptions): Promise<ReadReply>;
  close(): Promise<void>;
}

/**
 * Reads files in a thread of its own with a bounded heap and a bounded time a file: whatever a parser does with a
 * file made to hurt it, this thread goes on. A thread that ran over a limit is replaced.
 */
export function openReader(): Reader {
  let worker: Worker | undefined;

  function run(request: ReadRequest): Promise<ReadReply> {
    const { file, options } = request;
    const { heapMb, fileMs } = options.limits;
    worker ??= new Worker(PROGRAM, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const running = worker;
    return new Promise((resolve) => {
      const finish = (reply: ReadReply) => {
        clearTimeout(timer);
        running.removeAllListeners();
        resolve(reply);
      };
      const give = (code: 'too_slow' | 'too_heavy' | 'broken', detail: string) => {
        if (worker === running) worker = undefined;
        finish({ guides: [], refused: [refusal(code, { file, line: 1 }, detail)] });
        // An error of a thread that is being ended is nobody's any more.
        running.on('error', () => {});
        void running.terminate();
      };
      const timer = setTimeout(() => give('too_slow', `> ${fileMs / 1000} s`), fileMs);
      running.once('message', finish);
      running.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? give('too_heavy', `> ${heapMb} MB`)
          : give('broken', error.name),
      );
      running.once('exit', () => give('broken', 'thread'));
      running.postMessage(request, [request.bytes.buffer as ArrayBuffer]);
    });
  }

  return {
    read: (file, bytes, options) => run({ file, bytes, options }),
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
