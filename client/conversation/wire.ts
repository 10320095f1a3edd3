import { createParser } from 'eventsource-parser';
import { type AnswerRequest, Problem } from '#protocol/index.ts';
import { type AnswerEvent, BadEventError, readEvent } from './events.ts';
import type { TurnProblem } from './state.ts';

/** Why a run gave no (whole) answer. */
export class RunError extends Error {
  override name = 'RunError';
  readonly problem: TurnProblem;
  constructor(problem: TurnProblem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** The server's words to the citizen in a reply that is not 2xx, or null when it is not one of ours. */
export async function problemOf(response: Response): Promise<Problem | null> {
  try {
    return Problem.parse(await response.json());
  } catch {
    return null;
  }
}

/** When a reply says that it is worth trying again, in milliseconds since the epoch; null when it does not. */
export function retryAtOf(response: Response, nowMs: number): number | null {
  const value = response.headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(value)) return nowMs + Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

export interface RunOptions {
  fetch: typeof fetch;
  signal: AbortSignal;
  isOnline(): boolean;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  onEvent(event: AnswerEvent): void;
}

async function post(request: AnswerRequest, { fetch, signal, isOnline }: RunOptions): Promise<Response> {
  try {
    return await fetch('/api/answers', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(request),
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new RunError(
      { code: isOnline() ? 'unreachable' : 'offline', message: null, retryAtMs: null },
      { cause },
    );
  }
}

/**
 * Hands over events until the run reports its end; false when the stream ends without. Not piped through transform
 * streams: a connection that breaks makes those drop what they have not passed on yet.
 */
async function readEvents(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onEvent: (event: AnswerEvent) => void,
): Promise<boolean> {
  const decoder = new TextDecoder();
  let isOver = false;
  const parser = createParser({
    onEvent({ data }) {
      const event = isOver ? null : readEvent(data);
      if (event === null) return;
      onEvent(event);
      isOver = event.type === 'finished' || event.type === 'failed';
    },
  });
  while (!isOver) {
    const { done, value } = await reader.read();
    if (done) break;
    parser.feed(decoder.decode(value, { stream: true }));
  }
  return isOver;
}

/**
 * Runs one answer: posts the question and hands over each event as it comes. Resolves when the run has reported
 * its end.
 * @throws {RunError} with what to tell the citizen; an aborted signal's own reason.
 */
export async function runAnswer(request: AnswerRequest, options: RunOptions): Promise<void> {
  const { signal, onEvent } = options;
  const response = await post(request, options);
  if (!response.ok || response.body === null) {
    const problem = await problemOf(response);
    const retryAtMs = retryAtOf(response, options.nowMs());
    if (problem === null) throw new RunError({ code: 'unreachable', message: null, retryAtMs });
    const code = problem.code === 'answers_off' ? 'off' : 'refused';
    throw new RunError({ code, message: problem.message, retryAtMs });
  }
  const reader = response.body.getReader();
  try {
    if (await readEvents(reader, onEvent)) return;
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof BadEventError) console.error(cause);
    throw new RunError({ code: 'cut', message: null, retryAtMs: null }, { cause });
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  throw new RunError({ code: 'cut', message: null, retryAtMs: null });
}
