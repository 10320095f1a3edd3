import { MessageChannel, Worker } from 'node:worker_threads';
import type { Guide } from '../types.ts';
import type { LoadedMessage, OpenMessage, Reply, Request } from './messages.ts';

const PROGRAM = new URL('./program.mjs', import.meta.url);

export interface IndexerOptions extends Omit<OpenMessage, 'port'> {
  warn(message: string): void;
  onProgress(fraction: number): void;
}

/** What one loading changed. */
export interface Loaded extends Omit<LoadedMessage, 'kind' | 'glossary' | 'elsewhere'> {
  glossary: NonNullable<LoadedMessage['glossary']>;
  elsewhere: NonNullable<LoadedMessage['elsewhere']>;
  /** New and changed guides. */
  changed: Guide[];
  /** Settles when it is on disk, or cannot be kept there. */
  saved: Promise<void>;
}

export interface Indexer {
  /** One at a time. @throws when the thread ends; the next loading starts another, and tells everything again. */
  load(today: string): Promise<Loaded>;
  close(): void;
}

let thread: Worker | undefined;

/** The thread that indexes for the whole process: starting one takes a second. It keeps no process alive. */
function sharedThread(): Worker {
  if (thread) return thread;
  // The program brings its own loader; that of the server is not for a second thread.
  const started = new Worker(PROGRAM, { name: 'indexer', execArgv: [] });
  started.unref();
  started.once('exit', () => {
    if (thread === started) thread = undefined;
  });
  started.setMaxListeners(0);
  // Whoever waits hears of it by `exit`.
  started.on('error', () => {});
  thread = started;
  return started;
}

/** Reads and indexes the guides of one knowledge base in another thread. */
export function openIndexer({ warn, onProgress, ...opening }: IndexerOptions): Indexer {
  let connection: { worker: Worker; port: MessageChannel['port1'] } | undefined;
  let glossary: Loaded['glossary'] = { entries: [], version: '', problems: [] };
  let elsewhere: Loaded['elsewhere'] = { matters: [], problems: [] };

  function connect() {
    const worker = sharedThread();
    if (connection?.worker === worker) return connection;
    connection?.port.close();
    const { port1, port2 } = new MessageChannel();
    const message: OpenMessage = { ...opening, port: port2 };
    worker.postMessage(message, [port2]);
    connection = { worker, port: port1 };
    return connection;
  }

  return {
    load(today) {
      const { worker, port } = connect();
      const ask = (request: Request) => port.postMessage(request);
      const changed: Guide[] = [];
      return new Promise((resolve, reject) => {
        let isSaved = () => {};
        const saved = new Promise<void>((settle) => {
          isSaved = settle;
        });
        const finish = () => {
          port.off('message', onReply);
          worker.off('error', onError).off('exit', onExit);
          port.unref();
          worker.unref();
          isSaved();
        };
        const fail = (reason: string) => {
          finish();
          reject(new Error(`the guides could not be indexed: ${reason}`));
        };
        let cause = '';
        const onError = (error: Error) => {
          cause = error.message;
        };
        const onExit = (code: number) => fail(cause || `the indexing thread ended with code ${code}`);
        const onReply = (reply: Reply) => {
          if (reply.kind === 'warning') warn(reply.message);
          else if (reply.kind === 'progress') onProgress(reply.fraction);
          else if (reply.kind === 'guides') {
            changed.push(...reply.guides);
            ask({ kind: 'taken' });
          } else if (reply.kind === 'loaded') {
            glossary = reply.glossary ?? glossary;
            elsewhere = reply.elsewhere ?? elsewhere;
            resolve({ ...reply, glossary, elsewhere, changed, saved });
          } else if (reply.kind === 'saved') finish();
          else fail(reply.reason);
        };
        worker.ref();
        port.ref();
        worker.on('error', onError).on('exit', onExit);
        port.on('message', onReply);
        ask({ kind: 'load', today });
      });
    },
    close() {
      connection?.port.close();
      connection = undefined;
    },
  };
}
