import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemHandler } from './problem.ts';
import { speechRoutes } from './speech.ts';

const HASH = 'a'.repeat(64);
const PERSONAL = 'c'.repeat(64);
const SOUND = Buffer.from('RIFF0123456789');
const app = Fastify();
const fetchSpeech = (hash: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app.inject({ method, url: `/api/speech/${hash}`, headers });

beforeAll(async () => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  problemHandler(app);
  const speech = {
    speak: () => Promise.reject(new Error('not asked here')),
    audio: async (hash: string) =>
      hash === HASH || hash === PERSONAL
        ? { mime: 'audio/wav', bytes: SOUND, personal: hash === PERSONAL }
        : undefined,
    close: async () => {},
  };
  await app.register(speechRoutes, { speech });
});
afterAll(() => app.close());

describe('GET /api/speech/:hash', () => {
  it('gives the audio, to be kept for ever', async () => {
    const reply = await fetchSpeech(HASH);
    expect(reply.statusCode).toBe(200);
    expect(reply.rawPayload).toEqual(SOUND);
    expect(reply.headers).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag: `"${HASH}"`,
    });
  });

  it('lets nobody keep what is said of a case', async () => {
    const reply = await fetchSpeech(PERSONAL);
    expect(reply.rawPayload).toEqual(SOUND);
    expect(reply.headers['cache-control']).toBe('private, no-store');
  });

  it('answers HEAD with the size alone', async () => {
    const reply = await fetchSpeech(HASH, {}, 'HEAD');
    expect(reply.headers['content-length']).toBe(String(SOUND.length));
    expect(reply.rawPayload).toHaveLength(0);
  });

  it('gives the bytes that were asked for', async () => {
    const reply = await fetchSpeech(HASH, { range: 'bytes=4-6' });
    expect(reply.statusCode).toBe(206);
    expect(reply.headers['content-range']).toBe(`bytes 4-6/${SOUND.length}`);
    expect(reply.payload).toBe('012');
  });

  it('refuses a range beyond the end', async () => {
    const reply = await fetchSpeech(HASH, { range: 'bytes=99-' });
    expect(reply.statusCode).toBe(416);
    expect(reply.headers['content-range']).toBe(`bytes */${SOUND.length}`);
  });

  it('sends nothing that the browser already has', async () => {
    expect((await fetchSpeech(HASH, { 'if-none-match': `"${HASH}"` })).statusCode).toBe(304);
  });

  it('says in the citizen’s language that a recording is not kept, and lets nobody keep that', async () => {
    const reply = await fetchSpeech('b'.repeat(64), { 'accept-language': 'en-GB' });
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.json()).toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('no longer kept'),
    });
    expect((await fetchSpeech('b'.repeat(64))).json().message).toContain('语音');
  });

  it.each(['x', `${HASH}.json`, '..%2f..%2fetc%2fpasswd', HASH.toUpperCase()])(
    'refuses the hash %s',
    async (hash) => {
      expect((await fetchSpeech(hash)).statusCode).toBe(400);
    },
  );
});
