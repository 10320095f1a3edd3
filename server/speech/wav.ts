import { endianness } from 'node:os';

/** Sound as samples. */
export interface Pcm {
  sampleRate: number;
  /** Mono, 16 bits. */
  samples: Int16Array;
}

const HEADER_BYTES = 44;
const PCM_FORMAT = 1;
const EXTENSIBLE_FORMAT = 0xfffe;
const BYTES_PER_SAMPLE = 2;

export const durationMs = ({ samples, sampleRate }: Pcm): number => (samples.length * 1000) / sampleRate;

/** RIFF/WAVE, mono, 16-bit PCM. */
export function encodeWav({ samples, sampleRate }: Pcm): Buffer {
  const dataBytes = samples.length * BYTES_PER_SAMPLE;
  const wav = Buffer.alloc(HEADER_BYTES + dataBytes);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(PCM_FORMAT, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * BYTES_PER_SAMPLE, 28);
  wav.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  wav.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(dataBytes, 40);
  wav.set(new Uint8Array(samples.buffer, samples.byteOffset, dataBytes), HEADER_BYTES);
  // WAV is little-endian, as is nearly every machine.
  if (endianness() === 'BE') wav.subarray(HEADER_BYTES).swap16();
  return wav;
}

/** The bytes are no sound that can be used; the message says why. */
export class WavError extends Error {
  override name = 'WavError';
}

/**
 * Reads 16-bit PCM of any number of channels (the first is taken). A `data` size that runs past the end, as
 * streaming servers write it, means "to the end".
 * @throws {WavError}
 */
export function decodeWav(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < HEADER_BYTES || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') {
    throw new WavError('the bytes are no RIFF/WAVE file');
  }
  let format: { channels: number; sampleRate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (tag(at) === 'fmt ') {
      const code = view.getUint16(start, true);
      const channels = view.getUint16(start + 2, true);
      const sampleRate = view.getUint32(start + 4, true);
      const bits = view.getUint16(start + 14, true);
      if (
        (code !== PCM_FORMAT && code !== EXTENSIBLE_FORMAT) ||
        bits !== 16 ||
        channels < 1 ||
        sampleRate < 8000
      ) {
        throw new WavError(
          `format ${code}, ${bits} bits, ${channels} channels, ${sampleRate} Hz is not 16-bit PCM`,
        );
      }
      format = { channels, sampleRate };
    }
    if (tag(at) === 'data') {
      if (format === null) throw new WavError('the data comes before its format');
      const end = Math.min(start + size, bytes.length);
      const step = format.channels * BYTES_PER_SAMPLE;
      const samples = new Int16Array(Math.floor((end - start) / step));
      for (let i = 0; i < samples.length; i += 1) samples[i] = view.getInt16(start + i * step, true);
      return { sampleRate: format.sampleRate, samples };
    }
    at = start + size + (size % 2);
  }
  throw new WavError('there is no data in the file');
}
