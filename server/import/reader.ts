import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ReadReply, ReadRequest } from './program.ts';
import type { ReadFile } from './read.ts';
import { refusal } from './refuse.ts';
import type { RefusalCode } from './types.ts';

const PROGRAM = fileURLToPath(new URL('./program.mjs', import.meta.url));

export interface Reader {
  /** Files are read one after another. */
  read(request: ReadRequest): Promise<ReadFile>;
  close(): Promise<void>;
}

function start(heapMb: number): ChildProcess {
  return fork(PROGRAM, [], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    // Neither keys nor settings of the server: the program reads one file and needs nothing else.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/**
 * Reads files in a program of its own with a bounded heap and a bounded time a file: whatever a parser does with a
 * file made to hurt it, the server goes on. It is a process because a worker thread that runs out of its heap in an
 * unlucky place (while compiling, or in one large allocation) takes the whole process along (Node 20, `resourceLimits`
 * or not). A program that ran over a limit is replaced. Whoever imports often keeps one open: starting takes a second.
 */
export function openReader(): Reader {
  let program: ChildProcess | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function run(request: ReadRequest): Promise<ReadFile> {
    const { file, options } = request;
    const { heapMb, fileMs } = options.limits;
    program ??= start(heapMb);
    const running = program;
    const read: ReadFile = { guides: [], refused: [] };
    return new Promise((resolve) => {
      const finish = (result: ReadFile) => {
        clearTimeout(timer);
        running.off('message', onMessage).off('exit', onExit).off('error', onError);
        // An idle program keeps no process alive.
        running.unref();
        running.channel?.unref();
        resolve(result);
      };
      const give = (code: RefusalCode, detail: string) => {
        if (program === running) program = undefined;
        finish({ guides: [], refused: [refusal(code, { file, line: 1 }, detail)] });
        running.on('error', () => {});
        running.kill('SIGKILL');
      };
      const onMessage = (message: unknown) => {
        const reply = message as ReadReply;
        read.guides.push(...reply.guides);
        read.refused.push(...reply.refused);
        if (reply.last) finish(read);
      };
      // V8 ends a process that is out of heap by SIGABRT; a shell in between tells 128 + 6.
      const onExit = (code: number | null, signal: string | null) =>
        signal === 'SIGABRT' || code === 134
          ? give('too_heavy', `> ${heapMb} MB`)
          : give('broken', `reader ended: ${signal ?? code}`);
      const onError = (error: Error) => give('broken', error.name);
      const timer = setTimeout(() => give('too_slow', `> ${fileMs / 1000} s`), fileMs);
      running.ref();
      running.channel?.ref();
      running.on('message', onMessage).on('exit', onExit).on('error', onError);
      running.send(request, (error) => error && onError(error));
    });
  }

  return {
    read(request) {
      const reply = last.then(() => run(request));
      last = reply;
      return reply;
    },
    async close() {
      await last;
      program?.kill('SIGKILL');
      program = undefined;
    },
  };
}
