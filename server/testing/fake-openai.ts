import Fastify, { type FastifyInstance } from 'fastify';

export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** JSON bodies parsed, others as bytes. */
  body: unknown;
}

export interface FakeOpenAI {
  /** Ends in `/v1`. */
  baseUrl: string;
  /** Every request so far, for searching what left the server. */
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible server on a free local port, speaking real HTTP. `register` adds the endpoints under
 * `/v1`: see fake-chat.ts, fake-speech.ts, fake-embeddings.ts.
 */
export async function startFakeOpenAI(register: (app: FastifyInstance) => void): Promise<FakeOpenAI> {
  const requests: RecordedRequest[] = [];
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('preHandler', async (request) => {
    const { method, url, headers, body } = request;
    requests.push({ method, path: url, headers, body });
  });
  await app.register(async (v1) => register(v1), { prefix: '/v1' });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake server has no port');
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, requests, close: () => app.close() };
}
