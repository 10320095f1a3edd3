import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { percentilesOf } from '../conversations/summary.ts';
import { TOKEN_MS } from './pace.ts';

export interface StubProcess {
  /** Ends in `/v1`. */
  baseUrl: string;
  stop(): void;
}

/** Starts the stub model. @throws what it printed, when it does not listen. */
export async function startStub(): Promise<StubProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench/load/stub.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /stub at (http\S+)/.exec(chunk.toString())?.[1];
      if (url) resolve(url);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the stub ended with code ${code}`)));
  });
  return { baseUrl, stop: () => child.kill('SIGTERM') };
}

/** Tokens after which the lateness of a stream is looked at: about a first sentence. */
const LOOK_AT = 12;

/** Milliseconds by which one stream of the stub is late at its twelfth token. */
function lateness(url: string, agent: Agent): Promise<number> {
  const section =
    '<section n="1">\n这一句是量一量模型自己有多慢用的，后面还有一句。再说一句长一点的话也就够了。\n</section>';
  const body = JSON.stringify({
    messages: [{ role: 'tool', content: section }],
    tools: [],
  });
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(`${url}/chat/completions`, { agent, method: 'POST' }, (reply) => {
      let tokens = -1;
      let late = Number.NaN;
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        tokens += chunk.split('"content"').length - 1;
        if (Number.isNaN(late) && tokens >= LOOK_AT) late = performance.now() - began - LOOK_AT * TOKEN_MS;
      });
      reply.once('end', () => resolve(late));
      reply.once('error', reject);
    });
    call.once('error', reject);
    call.end(body);
  });
}

/** p95 of the lateness of so many streams at once, of the stub alone, in milliseconds. */
export async function latenessAlone(url: string, conversations: number, forMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const late: number[] = [];
  const until = performance.now() + forMs;
  const one = async () => {
    while (performance.now() < until) late.push(await lateness(url, agent));
  };
  try {
    await Promise.all(Array.from({ length: conversations }, one));
    return percentilesOf(late).p95;
  } finally {
    agent.destroy();
  }
}
