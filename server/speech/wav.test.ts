import { describe, expect, it } from 'vitest';
import { normaliseLevel, trimSilence } from './level.ts';
import { decodeWav, durationMs, encodeWav, WavError } from './wav.ts';

const tone = (samples: number, height: number, rate = 8000) => ({
  sampleRate: rate,
  samples: Int16Array.from({ length: samples }, (_, i) => Math.round(height * Math.sin(i / 3))),
});

describe('WAV', () => {
  it('reads back what it wrote', () => {
    const pcm = tone(800, 5000);
    expect(decodeWav(encodeWav(pcm))).toEqual(pcm);
    expect(durationMs(pcm)).toBe(100);
  });

  it('reads to the end where the size is unknown, as streaming servers leave it', () => {
    const wav = encodeWav(tone(800, 5000));
    wav.writeUInt32LE(0xffffffff, 40);
    expect(decodeWav(wav).samples).toHaveLength(800);
  });

  it('takes the first of several channels', () => {
    const wav = encodeWav({ sampleRate: 8000, samples: Int16Array.from([1, -1, 2, -2]) });
    wav.writeUInt16LE(2, 22);
    expect(decodeWav(wav).samples).toEqual(Int16Array.from([1, 2]));
  });

  it.each([
    ['no bytes', Buffer.alloc(0)],
    ['an MP3', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90]), Buffer.alloc(100)])],
    ['a WAV of 8 bits', encodeWav(tone(10, 9)).fill(8, 34, 35)],
    ['a WAV without data', encodeWav(tone(10, 9)).fill('junk', 36, 40)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => decodeWav(bytes)).toThrow(WavError);
  });
});

describe('level', () => {
  it('brings quiet and loud speech to one loudness without clipping', () => {
    const rms = ({ samples }: { samples: Int16Array }) =>
      Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const quiet = normaliseLevel(tone(8000, 1000));
    const loud = normaliseLevel(tone(8000, 30_000));
    expect(Math.abs(rms(quiet) / rms(loud) - 1)).toBeLessThan(0.1);
    expect(Math.max(...normaliseLevel(tone(800, 32_000)).samples)).toBeLessThan(32_767 * 0.9);
  });

  it('leaves silence alone', () => {
    expect(normaliseLevel({ sampleRate: 8000, samples: new Int16Array(10) }).samples).toEqual(
      new Int16Array(10),
    );
  });

  it('cuts silence at both ends and tells how much is gone from the start', () => {
    const samples = new Int16Array(8000).fill(9000, 2400, 4000);
    const { pcm, cutMs } = trimSilence({ sampleRate: 8000, samples }, 50, 100);
    expect(cutMs).toBe(250);
    expect(durationMs(pcm)).toBe(350);
  });
});
