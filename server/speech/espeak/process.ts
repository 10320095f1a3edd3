import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { SpeechError } from '../types.ts';
import { encodeFrame, type Frame, frameReader, type Part, type Phonemes, type Words } from './frames.ts';

export interface Synthesis {
  sampleRate: number;
  /** Mono. */
  pcm: Int16Array;
  phonemes: Phonemes;
  words: Words;
}

export interface Espeak {
  /**
   * Says the parts one after another.
   * @throws {SpeechError} `busy` with a full queue, `failed` when the program dies twice over it or hangs, `closed`.
   */
  synthesize(parts: readonly Part[], signal?: AbortSignal): Promise<Synthesis>;
  /** Process id of the program that serves now, for operators and tests. */
  pid(): number | undefined;
  close(): Promise<void>;
}

export interface EspeakOptions {
  log: Log;
  /** Requests that may wait behind the one in work. */
  queueLimit?: number;
  /** Longest time for one request, the program's own start included, before the program is replaced. */
  timeoutMs?: number;
  /** Script to run, for tests. */
  program?: string;
}

interface Job {
  id: number;
  parts: readonly Part[];
  attempts: number;
  resolve(synthesis: Synthesis): void;
  reject(error: Error): void;
}

const PROGRAM = fileURLToPath(new URL('./program.mjs', import.meta.url));
/** A request during which the program dies is given to its successor once. */
const MAX_ATTEMPTS = 2;
/** What a dying program said last is kept up to this length. It says nothing of the texts before `ready`. */
const MAX_COMPLAINT_CHARS = 2000;

/**
 * Runs the eSpeak NG program as a child: one request at a time, the rest in a bounded queue. A program that dies is
 * replaced; one that died before it was ready is replaced at the next request only, so that a broken installation
 * does not restart for ever.
 */
export function startEspeak(options: EspeakOptions): Espeak {
  const { log, queueLimit = 32, timeoutMs = 20_000, program = PROGRAM } = options;
  const queue: Job[] = [];
  let current: Job | null = null;
  let child: ChildProcess | null = null;
  let sampleRate: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let nextId = 1;
  let closed = false;

  function start(): void {
    // The program needs no setting and gets no secret.
    const started = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
    child = started;
    sampleRate = null;
    let complaint = '';
    const read = frameReader();
    started.stdout.on('data', (chunk: Buffer) => {
      if (child !== started) return;
      try {
        for (const frame of read(chunk)) receive(frame);
      } catch (error) {
        log.error({ err: error }, 'the speech program sent something that cannot be read; it is replaced');
        started.kill('SIGKILL');
      }
    });
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (sampleRate === null) complaint = (complaint + text).slice(-MAX_COMPLAINT_CHARS);
    });
    // Writing to a program that has just died; its exit is handled below.
    started.stdin.on('error', () => {});
    started.on('error', (error) => {
      log.error({ err: error }, 'the speech program could not be started');
      gone(started, true);
    });
    started.on('exit', (code, signal) => {
      if (child !== started) return;
      if (!closed) log.warn({ code, signal, complaint }, 'the speech program ended');
      gone(started, sampleRate === null);
    });
  }

  function gone(which: ChildProcess, neverReady: boolean): void {
    if (child !== which) return;
    child = null;
    clearTimeout(timer);
    const job = current;
    current = null;
    if (job !== null) {
      if (job.attempts < MAX_ATTEMPTS) queue.unshift(job);
      else job.reject(new SpeechError('failed', 'the speech program died while speaking'));
    }
    if (closed) return;
    if (queue.length > 0) work();
    else if (!neverReady) start();
  }

  function receive({ header, body }: Frame): void {
    if ('ready' in header) {
      sampleRate = header.sampleRate;
      return;
    }
    const job = current;
    if (job === null || job.id !== header.id || sampleRate === null) return;
    current = null;
    clearTimeout(timer);
    if (header.ok) {
      // A copy starts at an even offset, as Int16Array needs.
      const pcm = new Int16Array(new Uint8Array(body).buffer, 0, body.length >> 1);
      job.resolve({ sampleRate, pcm, phonemes: header.phonemes, words: header.words });
    } else {
      job.reject(new SpeechError('failed', `the speech program refused: ${header.error}`));
    }
    work();
  }

  function work(): void {
    if (current !== null || closed) return;
    const job = queue.shift();
    if (job === undefined) return;
    current = job;
    job.attempts += 1;
    if (child === null) start();
    child?.stdin?.write(encodeFrame({ id: job.id, parts: job.parts }));
    timer = setTimeout(() => {
      log.error({ timeoutMs }, 'the speech program hangs; it is replaced');
      current = null;
      job.reject(new SpeechError('failed', `the speech program did not answer within ${timeoutMs} ms`));
      child?.kill('SIGKILL');
    }, timeoutMs);
  }

  function synthesize(parts: readonly Part[], signal?: AbortSignal): Promise<Synthesis> {
    if (closed) return Promise.reject(new SpeechError('closed', 'speech is closed'));
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (queue.length >= queueLimit) {
      return Promise.reject(new SpeechError('busy', `${queueLimit} sentences are waiting to be spoken`));
    }
    return new Promise((resolve, reject) => {
      // Work already begun is finished and dropped: the program cannot be interrupted, only killed.
      const abort = () => {
        const waiting = queue.indexOf(job);
        if (waiting >= 0) queue.splice(waiting, 1);
        reject(signal?.reason);
      };
      const settle = () => signal?.removeEventListener('abort', abort);
      const job: Job = {
        id: nextId,
        parts,
        attempts: 0,
        resolve: (synthesis) => {
          settle();
          resolve(synthesis);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      nextId += 1;
      signal?.addEventListener('abort', abort, { once: true });
      queue.push(job);
      work();
    });
  }

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    clearTimeout(timer);
    const error = new SpeechError('closed', 'speech is closed');
    for (const job of [current, ...queue.splice(0)]) job?.reject(error);
    current = null;
    const last = child;
    if (last === null || last.exitCode !== null || last.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.kill('SIGKILL');
    await ended;
  }

  start();
  return { synthesize, pid: () => child?.pid, close };
}
