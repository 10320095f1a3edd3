import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '#protocol/index.ts';
import { writtenAfterMs } from './pace.ts';

export interface Question {
  lang: Locale;
  q: string;
}

/** What became of one question. */
export interface Asked {
  /** `answered` to its end, `shed` with 503 and a time to wait, or anything else: `failed`. */
  outcome: 'answered' | 'shed' | 'failed';
  /**
   * Milliseconds from the question to the first sentence, less what the stub needs to write it; null without one, and
   * for a shed question the time to its refusal.
   */
  addedMs: number | null;
  /** Seconds after which a shed one may come again. */
  retryAfterS: number;
  /** What a failed one met: a status, the code of a network error, `unfinished`. */
  failure: string | null;
}

const CONTENT = /"type":"TEXT_MESSAGE_CONTENT"[^\n]*?"delta":("(?:[^"\\]|\\.)*")/;

const ended = (asked: Partial<Asked>): Asked => ({
  outcome: 'failed',
  addedMs: null,
  retryAfterS: 1,
  failure: null,
  ...asked,
});

const codeOf = (error: Error) => ('code' in error ? String(error.code) : error.name);

interface Ask {
  baseUrl: string;
  agent: Agent;
  thread: string;
  run: string;
  question: Question;
  cookie: string | undefined;
}

/** Asks and reads to the end. Never rejects: what goes wrong is an outcome. */
function ask({ baseUrl, agent, thread, run, question, cookie }: Ask): Promise<Asked & { cookie?: string }> {
  const began = performance.now();
  const body = JSON.stringify({
    threadId: thread,
    runId: run,
    messages: [{ id: 'm1', role: 'user', content: question.q }],
    tools: [],
    context: [],
    forwardedProps: { locale: question.lang, channel: 'web', speech: false },
  });
  const headers = { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) };
  return new Promise((resolve) => {
    const call = request(`${baseUrl}/api/answers`, { agent, method: 'POST', headers }, (reply) => {
      const after = performance.now() - began;
      if (reply.statusCode !== 200) {
        const retryAfterS = Number(reply.headers['retry-after']);
        reply.resume();
        reply.once('end', () =>
          resolve(
            reply.statusCode === 503 && retryAfterS > 0
              ? ended({ outcome: 'shed', addedMs: after, retryAfterS })
              : ended({ failure: String(reply.statusCode) }),
          ),
        );
        return;
      }
      let text = '';
      let addedMs: number | null = null;
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        text += chunk;
        const delta = addedMs === null ? CONTENT.exec(text)?.[1] : undefined;
        if (delta === undefined) return;
        const sentence: unknown = JSON.parse(delta);
        addedMs = performance.now() - began - writtenAfterMs(String(sentence).length);
      });
      reply.once('end', () => {
        const set = reply.headers['set-cookie']?.[0]?.split(';')[0];
        const outcome = text.includes('"type":"RUN_FINISHED"') ? 'answered' : 'failed';
        const failure = outcome === 'failed' ? 'unfinished' : null;
        resolve({ ...ended({ outcome, addedMs, failure }), ...(set === undefined ? {} : { cookie: set }) });
      });
      reply.once('error', (error) => resolve(ended({ failure: codeOf(error) })));
    });
    call.once('error', (error) => resolve(ended({ failure: codeOf(error) })));
    call.end(body);
  });
}

/** Questions of one conversation before the next citizen comes. */
const TURNS = 4;

export interface Crowd {
  /** As many conversations at once for so long, the first questions spread over `rampMs`. */
  talk(options: { conversations: number; forMs: number; rampMs: number }): Promise<Asked[]>;
  /** Each question once, a few at a time, in order. */
  each(questions: readonly Question[]): Promise<Asked[]>;
  close(): void;
}

/** Citizens at a hall, all over connections of this process that stay open. */
export function createCrowd(baseUrl: string, questions: readonly Question[]): Crowd {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  let asked = 0;
  let citizens = 0;
  const pick = () => {
    const question = questions[asked % questions.length];
    asked += 1;
    if (question === undefined) throw new Error('there are no questions to ask');
    return question;
  };

  async function citizen(until: number, note: (asked: Asked) => void): Promise<void> {
    citizens += 1;
    const thread = `crowd-${citizens}`;
    let cookie: string | undefined;
    for (let turn = 0; turn < TURNS && performance.now() < until; turn += 1) {
      const result = await ask({
        baseUrl,
        agent,
        thread,
        run: `${thread}-${turn}`,
        question: pick(),
        cookie,
      });
      cookie ??= result.cookie;
      note(result);
      if (result.outcome === 'shed')
        await sleep(Math.min(result.retryAfterS * 1000, Math.max(0, until - performance.now())));
    }
  }

  return {
    async talk({ conversations, forMs, rampMs }) {
      const all: Asked[] = [];
      const until = performance.now() + forMs;
      const place = async (number: number) => {
        await sleep((rampMs * number) / conversations);
        while (performance.now() < until) await citizen(until, (one) => all.push(one));
      };
      await Promise.all(Array.from({ length: conversations }, (_, i) => place(i)));
      return all;
    },
    async each(list) {
      const results: Asked[] = [];
      const left = [...list.entries()];
      const worker = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
          const [i, question] = next;
          const thread = `warm-${i}`;
          results[i] = await ask({ baseUrl, agent, thread, run: thread, question, cookie: undefined });
        }
      };
      await Promise.all(Array.from({ length: 8 }, worker));
      return results;
    },
    close: () => agent.destroy(),
  };
}
