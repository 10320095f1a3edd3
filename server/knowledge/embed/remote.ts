import OpenAI from 'openai';
import type { Endpoint } from '#server/config.ts';
import { type PassageEmbedder, toUnit } from './types.ts';

/** Texts of one request; every server known to us takes at least this many. */
const BATCH_SIZE = 64;
/** A question waits on this; a guide's batch may take longer. */
const QUESTION_TIMEOUT_MS = 2_000;
const BATCH_TIMEOUT_MS = 30_000;

/** Checks that a reply holds one finite vector a text, all of one width. */
function vectorsOf(
  rows: readonly { index: number; embedding: readonly number[] }[],
  count: number,
): Float32Array[] {
  const sorted = [...rows].sort((a, b) => a.index - b.index);
  const width = sorted[0]?.embedding.length ?? 0;
  if (sorted.length !== count || width === 0)
    throw new Error(`the embeddings server sent ${sorted.length} vectors for ${count} texts`);
  return sorted.map(({ embedding }) => {
    const vector = Float32Array.from(embedding);
    if (vector.length !== width || !vector.every(Number.isFinite))
      throw new Error(
        'the embeddings server sent vectors of unequal width or with values that are no numbers',
      );
    return toUnit(vector);
  });
}

/** Any OpenAI-compatible `/embeddings`. */
export function createRemoteEmbedder(endpoint: Endpoint): PassageEmbedder {
  const client = new OpenAI({
    baseURL: endpoint.baseUrl,
    // The client insists on a key; servers that ask for none ignore it.
    apiKey: endpoint.apiKey ?? 'none',
    logLevel: 'off',
  });
  const request = async (input: string[], timeout: number, maxRetries: number) => {
    const reply = await client.embeddings
      .create({ model: endpoint.model, input, encoding_format: 'float' }, { timeout, maxRetries })
      .catch((error: unknown) => {
        // The server's own words may repeat the question or the key, and this message is logged.
        const kind =
          error instanceof OpenAI.APIError ? `status ${error.status ?? 'none'}` : 'no usable answer';
        throw new Error(`the embeddings server refused (${kind})`);
      });
    return vectorsOf(reply.data, input.length);
  };
  return {
    batch: BATCH_SIZE,
    id: `remote ${endpoint.baseUrl} ${endpoint.model}`,
    passages: (texts) => request([...texts], BATCH_TIMEOUT_MS, 1),
    questions: (texts) => request([...texts], QUESTION_TIMEOUT_MS, 0),
  };
}
