import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterEach, describe, expect, it } from 'vitest';
import { createTranscriber, type Transcriber } from '#server/speech/index.ts';
import { type FakeSpeech, fakeSpeech, hum, startFakeOpenAI } from '#server/testing/index.ts';
import { problemHandler } from './problem.ts';
import { transcriptionRoutes } from './transcriptions.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function app(transcriber: Transcriber | null): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: 1024 });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  problemHandler(server);
  await server.register(transcriptionRoutes, { transcriber });
  open.push(server);
  return server;
}

async function withRecogniser(behaviour: FakeSpeech = { transcript: ' 户口怎么上？ ' }) {
  const fake = await startFakeOpenAI(fakeSpeech(behaviour));
  open.push(fake);
  const transcriber = createTranscriber({ baseUrl: fake.baseUrl, apiKey: 'secret', model: 'whisper-1' });
  return { fake, server: await app(transcriber) };
}

async function post(
  server: FastifyInstance,
  bytes: Uint8Array<ArrayBuffer> | null,
  {
    type = 'audio/wav',
    locale = 'zh',
    extra = {},
  }: { type?: string; locale?: string; extra?: Record<string, string> } = {},
) {
  const form = new FormData();
  if (bytes !== null) form.append('file', new Blob([bytes], { type }), 'question');
  form.append('locale', locale);
  for (const [name, value] of Object.entries(extra)) form.append(name, value);
  const request = new Request('http://x', { method: 'POST', body: form });
  return server.inject({
    method: 'POST',
    url: '/api/transcriptions',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

const sound = (durationMs = 1000) => new Uint8Array(hum(durationMs));

describe('POST /api/transcriptions', () => {
  it('turns a recording into words', async () => {
    const { fake, server } = await withRecogniser();
    const reply = await post(server, sound());
    expect(reply.json()).toEqual({ text: '户口怎么上？' });
    const body = String(fake.requests[0]?.body);
    expect(body).toContain('whisper-1');
    expect(body).toMatch(/name="language"\s+zh/);
    expect(fake.requests[0]?.headers.authorization).toBe('Bearer secret');
  });

  it('says that nothing is set up to listen', async () => {
    const reply = await post(await app(null), sound());
    expect(reply.statusCode).toBe(503);
    expect(reply.json().code).toBe('not_configured');
  });

  it.each([
    ['no recording', null, {}, 400, 'bad_request'],
    ['an empty recording', new Uint8Array(0), {}, 400, 'bad_request'],
    ['a type that is not audio', sound(), { type: 'text/html' }, 415, 'unsupported_media'],
    ['bytes of another kind than declared', sound(), { type: 'audio/webm' }, 415, 'unsupported_media'],
    ['bytes that are no audio', new TextEncoder().encode('<html>'), {}, 415, 'unsupported_media'],
    ['an unknown language', sound(), { locale: 'fr' }, 400, 'bad_request'],
    ['an unknown field', sound(), { extra: { model: 'x' } }, 400, 'bad_request'],
    ['more than a minute', sound(61_000), {}, 413, 'too_large'],
    ['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), {}, 413, 'too_large'],
  ] as const)('refuses %s', async (_name, bytes, options, status, code) => {
    const { fake, server } = await withRecogniser();
    const reply = await post(server, bytes, options);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(fake.requests).toHaveLength(0);
  });

  it('refuses what is no form', async () => {
    const { server } = await withRecogniser();
    const reply = await server.inject({
      method: 'POST',
      url: '/api/transcriptions',
      payload: { locale: 'zh' },
    });
    expect(reply.statusCode).toBe(415);
  });

  it('says in the citizen’s language that the recogniser failed, and nothing of its answer', async () => {
    const { server } = await withRecogniser({ status: 400 });
    const reply = await post(server, sound(), { locale: 'en' });
    expect(reply.statusCode).toBe(502);
    expect(reply.json()).toEqual({
      code: 'unavailable',
      message: expect.stringContaining('type your question'),
    });
  });
});
