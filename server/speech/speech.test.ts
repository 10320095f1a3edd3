import { readdir } from 'node:fs/promises';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeSpeech, fakeSpeech, startFakeOpenAI } from '#server/testing/index.ts';
import { speakable } from './speakable/index.ts';
import { createSpeech, MAX_SPEECH_CHARS, type SpeechOptions } from './speech.ts';
import { recordedLog, temporaryFolder } from './testing/programs.ts';
import { decodeWav, durationMs } from './wav.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function speechWith(options: Partial<SpeechOptions> = {}) {
  const log = recordedLog();
  const cacheDir = options.cacheDir ?? (await temporaryFolder());
  const speech = await createSpeech({ tts: null, cacheDir, cacheBytes: 20e6, log, ...options });
  open.push(speech);
  return { speech, log, cacheDir };
}

async function withServer(behaviour: FakeSpeech = {}) {
  const fake = await startFakeOpenAI(fakeSpeech(behaviour));
  open.push(fake);
  const tts = { baseUrl: fake.baseUrl, apiKey: 'secret', model: 'tts', voice: 'coral' };
  return { fake, ...(await speechWith({ tts })) };
}

const ZH = '请带身份证，到 8 号窗口，费用¥20。';
const EN = 'Please bring your ID card to Room 305 by 8:30.';

describe('offline speech', () => {
  it.each([
    ['zh', ZH],
    ['en', EN],
  ] as const)('speaks %s: a WAV, and tracks that stay inside it', async (locale, text) => {
    const { speech } = await speechWith();
    const spoken = await speech.speak({ text, locale });
    const audio = await speech.audio(spoken.hash);
    expect(audio?.mime).toBe('audio/wav');
    const pcm = decodeWav(audio?.bytes ?? new Uint8Array());
    expect(Math.round(durationMs(pcm))).toBe(spoken.durationMs);
    expect(Math.max(...pcm.samples)).toBeGreaterThan(8000);
    for (const track of [spoken.mouth, spoken.words]) {
      const times = track.map(([tMs]) => tMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(spoken.durationMs);
    }
    const said = spoken.words.map(([, from, to]) => text.slice(from, to)).join('');
    expect(said).toBe(text.replace(locale === 'zh' ? /[，。 ]/g : /[ .]/g, ''));
  });

  it('speaks a sentence once for all who ask, now and later', async () => {
    const { speech, cacheDir } = await speechWith();
    const [a, b] = await Promise.all([1, 2].map(() => speech.speak({ text: ZH, locale: 'zh' })));
    expect(a).toBe(b);
    expect(await readdir(cacheDir)).toHaveLength(2);
    const { speech: later } = await speechWith({ cacheDir });
    expect(await later.speak({ text: ZH, locale: 'zh' })).toEqual(a);
  });

  it('keeps one listener’s sentence when another leaves', async () => {
    const { speech } = await speechWith();
    const leaving = new AbortController();
    const gone = speech.speak({ text: ZH, locale: 'zh' }, leaving.signal);
    const stays = speech.speak({ text: ZH, locale: 'zh' }, new AbortController().signal);
    leaving.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    expect((await stays).durationMs).toBeGreaterThan(0);
  });

  it('refuses more characters than it may speak, and what cannot be said', async () => {
    const { speech } = await speechWith();
    const long = speech.speak({ text: '一'.repeat(MAX_SPEECH_CHARS + 1), locale: 'zh' });
    await expect(long).rejects.toMatchObject({ code: 'too_long' });
    await expect(speech.speak({ text: '……😀', locale: 'zh' })).rejects.toMatchObject({ code: 'failed' });
    await speech.close();
    await expect(speech.speak({ text: ZH, locale: 'zh' })).rejects.toMatchObject({ code: 'closed' });
  });

  it('keeps personal sentences off the disk', async () => {
    const { speech, cacheDir } = await speechWith();
    const { hash } = await speech.speak({ text: ZH, locale: 'zh', personal: true });
    expect(await speech.audio(hash)).toBeDefined();
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

describe('a speech server', () => {
  it('speaks the words, not the figures, and gets its tracks stretched to its own length', async () => {
    const { fake, speech } = await withServer({ durationMs: 9000 });
    const spoken = await speech.speak({ text: ZH, locale: 'zh' });
    expect(fake.requests[0]?.body).toMatchObject({
      model: 'tts',
      voice: 'coral',
      response_format: 'wav',
      input: speakable(ZH, 'zh').spoken,
    });
    expect(spoken.durationMs).toBeGreaterThan(9000);
    expect(spoken.durationMs).toBeLessThan(9300);
    expect(spoken.mouth.at(-1)?.[0]).toBeGreaterThan(8500);
    expect(spoken.words.at(-1)?.[0]).toBeGreaterThan(6000);
    await speech.speak({ text: ZH, locale: 'zh' });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    ['refuses', { status: 400 }],
    ['answers in a format that cannot be read', { sends: 'mp3' }],
  ] as const)('that %s is stood in for, without a word of the text in the log', async (_name, behaviour) => {
    const { speech, log } = await withServer(behaviour);
    const spoken = await speech.speak({ text: ZH, locale: 'zh' });
    expect(spoken.mouth.length).toBeGreaterThan(10);
    expect(log.lines).toHaveLength(1);
    expect(inspect(log.lines, { depth: null })).not.toContain('身份证');
  });

  it('is asked again after it failed once', async () => {
    const behaviour: FakeSpeech = { status: 400 };
    const { speech } = await withServer(behaviour);
    const offline = await speech.speak({ text: ZH, locale: 'zh' });
    behaviour.status = 200;
    expect((await speech.speak({ text: ZH, locale: 'zh' })).hash).not.toBe(offline.hash);
  });

  it('never gets a personal sentence', async () => {
    const { fake, speech } = await withServer();
    await speech.speak({ text: ZH, locale: 'zh', personal: true });
    expect(fake.requests).toEqual([]);
  });

  it('is left when the listener goes', async () => {
    const { speech, log } = await withServer({ sends: 'nothing' });
    const leaving = new AbortController();
    const gone = speech.speak({ text: ZH, locale: 'zh' }, leaving.signal);
    setTimeout(() => leaving.abort(new Error('left')), 50);
    await expect(gone).rejects.toThrow('left');
    expect(log.lines).toEqual([]);
  });
});
