import { createHash } from 'node:crypto';
import { type FakeOpenAI, startFakeOpenAI } from './fake-openai.ts';

export interface FakeEmbeddings extends FakeOpenAI {
  /** Every text that was embedded so far, in order. */
  texts: string[];
  /** While set, each request is answered with this status instead. */
  failWith: number | null;
}

const DIMS = 64;

/** Texts that share character pairs get near vectors; the same text always gets the same one. */
function embedding(text: string): number[] {
  const vector = Array.from({ length: DIMS }, () => 0);
  for (let i = 0; i + 2 <= text.length; i += 1) {
    const place =
      createHash('sha256')
        .update(text.slice(i, i + 2))
        .digest()
        .readUInt32BE() % DIMS;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  return vector;
}

/** An OpenAI-compatible `/embeddings` on a free local port. */
export async function startFakeEmbeddings(): Promise<FakeEmbeddings> {
  const state: Pick<FakeEmbeddings, 'texts' | 'failWith'> = { texts: [], failWith: null };
  const server = await startFakeOpenAI((app) => {
    app.post<{ Body: { model: string; input: string | string[] } }>('/embeddings', async (request, reply) => {
      if (state.failWith !== null)
        return reply.code(state.failWith).send({ error: { message: `cannot embed ${request.body.input}` } });
      const { model, input } = request.body;
      const texts = typeof input === 'string' ? [input] : input;
      state.texts.push(...texts);
      const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: embedding(text) }));
      return { object: 'list', model, data, usage: { prompt_tokens: 0, total_tokens: 0 } };
    });
  });
  return Object.assign(state, server);
}
