import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPage, type TestPage } from '#client/avatar/testing/page.ts';

const SAMPLE_RATE = 48_000;

/** A sine of 440 Hz and amplitude 0.5 as a 16-bit mono WAV file. */
function sineWav(seconds: number): Uint8Array {
  const count = Math.round(seconds * SAMPLE_RATE);
  const wav = Buffer.alloc(44 + count * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE, 24);
  wav.writeUInt32LE(SAMPLE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i++) {
    wav.writeInt16LE(Math.round(16384 * Math.sin((2 * Math.PI * 440 * i) / SAMPLE_RATE)), 44 + i * 2);
  }
  return wav;
}

describe('voice in a real browser', () => {
  let opened: TestPage;

  beforeAll(async () => {
    const type = 'audio/wav';
    opened = await openTestPage({
      entry: 'client/voice/testing/entry.ts',
      files: {
        '/a.wav': { type, body: sineWav(1) },
        '/b.wav': { type, body: sineWav(1) },
        '/long.wav': { type, body: sineWav(8) },
        '/broken.wav': { type, body: 'not a sound' },
      },
    });
  });
  afterAll(() => opened?.close());
  beforeEach(async () => {
    await opened.page.reload();
    await opened.page.evaluate(() => window.voiceTest.voice.unlock());
  });

  it('sounds, and heard time follows the audio from one utterance to the next', async () => {
    const samples = await opened.page.evaluate(async () => {
      const { voice, utterance, sample, until } = window.voiceTest;
      voice.enqueue(utterance('a', '/a.wav', 1000));
      voice.enqueue(utterance('b', '/b.wav', 1000));
      await until('a', 0);
      return sample(2300);
    });
    const heard = samples.filter(({ tMs }) => tMs !== null);
    const ids = heard.map(({ id }) => id);
    expect(ids.indexOf('b')).toBeGreaterThan(0);
    expect(ids.lastIndexOf('a')).toBe(ids.indexOf('b') - 1);
    expect(samples.at(-1)?.id).toBeNull();
    // A sine of amplitude 0.5 has an RMS of 0.35.
    const levels = heard
      .filter(({ tMs }) => tMs !== null && tMs > 100 && tMs < 900)
      .map(({ level }) => level);
    expect(Math.min(...levels)).toBeGreaterThan(0.3);
    expect(Math.max(...levels)).toBeLessThan(0.4);
    // Audio time and wall time run at one pace.
    const [first] = heard;
    const end = heard.findLast(({ id }) => id === 'b');
    const audioMs = 1000 + (end?.tMs ?? 0) - (first?.tMs ?? 0);
    const wallMs = (end?.atMs ?? 0) - (first?.atMs ?? 0);
    expect(Math.abs(audioMs - wallMs)).toBeLessThan(60);
    const a = heard.filter(({ id }) => id === 'a');
    for (const [i, { tMs }] of a.entries()) {
      expect((tMs ?? 0) - (a[i - 1]?.tMs ?? 0)).toBeGreaterThanOrEqual(-5);
    }
  });

  it('stop silences within 100 ms and says which words were heard', async () => {
    const { silentAfterMs, phases, heard } = await opened.page.evaluate(async () => {
      const { voice, utterance, until, stopAndMeasure, phases } = window.voiceTest;
      voice.enqueue(utterance('long', '/long.wav', 8000));
      voice.enqueue(utterance('b', '/b.wav', 1000));
      await until('long', 400);
      const silentAfterMs = await stopAndMeasure();
      return { silentAfterMs, phases, heard: voice.heard() };
    });
    expect(silentAfterMs).toBeLessThan(100);
    expect(heard).toBeNull();
    const interrupted = phases.filter(({ phase }) => phase === 'interrupted');
    expect(interrupted).toMatchObject([
      { id: 'long', chars: 7 },
      { id: 'b', chars: 0 },
    ]);
  });

  it('replay begins again at the first word', async () => {
    const phases = await opened.page.evaluate(async () => {
      const { voice, utterance, until, phases } = window.voiceTest;
      const a = utterance('a', '/a.wav', 1000);
      voice.enqueue(a);
      await until('a', 500);
      voice.replay(a);
      await until('a', 0);
      const again = voice.heard()?.tMs ?? 9999;
      voice.stop();
      return { phases: phases.map(({ phase }) => phase), again };
    });
    expect(phases.phases).toEqual(['queued', 'playing', 'interrupted', 'queued', 'playing', 'interrupted']);
    expect(phases.again).toBeLessThan(250);
  });

  it('muted, time and captions run on in silence', async () => {
    const { level, tMs, later } = await opened.page.evaluate(async () => {
      const { voice, utterance, until } = window.voiceTest;
      voice.enqueue(utterance('long', '/long.wav', 8000));
      await until('long', 200);
      voice.setMuted(true);
      await until('long', 400);
      const muted = { level: voice.level(), tMs: voice.heard()?.tMs ?? 0 };
      voice.setMuted(false);
      await until('long', 600);
      const later = voice.level();
      voice.stop();
      return { ...muted, later };
    });
    expect(level).toBeLessThan(0.001);
    expect(tMs).toBeGreaterThanOrEqual(400);
    expect(later).toBeGreaterThan(0.3);
  });

  it('audio that is missing or broken is held silently, and the next one sounds', async () => {
    const phases = await opened.page.evaluate(async () => {
      const { voice, utterance, until, phases } = window.voiceTest;
      voice.enqueue(utterance('missing', '/nowhere.wav', 300));
      voice.enqueue(utterance('broken', '/broken.wav', 300));
      voice.enqueue(utterance('a', '/a.wav', 1000));
      await until('a', 100);
      voice.stop();
      return phases.map(({ id, phase }) => `${id} ${phase}`);
    });
    expect(phases.slice(3)).toEqual([
      'missing failed',
      'missing done',
      'broken failed',
      'broken done',
      'a playing',
      'a interrupted',
    ]);
  });

  it('a suspended context stands still and goes on where it was', async () => {
    const { before, during, level } = await opened.page.evaluate(async () => {
      const { voice, utterance, until, contexts } = window.voiceTest;
      voice.enqueue(utterance('long', '/long.wav', 8000));
      await until('long', 300);
      await contexts[0]?.suspend();
      const before = voice.heard()?.tMs ?? 0;
      await new Promise((resolve) => setTimeout(resolve, 400));
      const during = voice.heard()?.tMs ?? 0;
      await voice.unlock();
      await until('long', before + 200);
      const level = voice.level();
      voice.stop();
      return { before, during, level };
    });
    expect(during - before).toBeLessThan(100);
    expect(level).toBeGreaterThan(0.3);
  });

  it('uses one context for everything', async () => {
    const count = await opened.page.evaluate(async () => {
      const { voice, utterance, until, contexts } = window.voiceTest;
      for (const id of ['a', 'b']) voice.replay(utterance(id, `/${id}.wav`, 1000));
      await until('b', 100);
      voice.dispose();
      return contexts.map(({ state }) => state);
    });
    expect(count).toHaveLength(1);
  });
});
