import { describe, expect, it } from 'vitest';
import { recordingDurationMs, recordingMime } from './recording.ts';
import { encodeWav } from './wav.ts';

const wav = encodeWav({ sampleRate: 8000, samples: new Int16Array(12_000) });

function oggPage(granule: bigint, payload: Buffer): Buffer {
  const head = Buffer.alloc(27);
  head.write('OggS', 0, 'latin1');
  head.writeBigUInt64LE(granule, 6);
  head[26] = 1;
  return Buffer.concat([head, Buffer.from([payload.length]), payload]);
}
const ogg = Buffer.concat([
  oggPage(0n, Buffer.from('OpusHead........', 'latin1')),
  oggPage(72_000n, Buffer.from('x')),
]);

const UNKNOWN_SIZE = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const block = (relativeMs: number) => [0xa3, 0x85, 0x81, relativeMs >> 8, relativeMs & 255, 0x80, 0];
/** As a browser records: segment and clusters of unknown size. */
const webm = Buffer.from([
  ...[0x1a, 0x45, 0xdf, 0xa3, 0x84, 1, 2, 3, 4],
  ...[0x18, 0x53, 0x80, 0x67, ...UNKNOWN_SIZE],
  ...[0x15, 0x49, 0xa9, 0x66, 0x87, 0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40],
  ...[0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN_SIZE, 0xe7, 0x81, 0, ...block(0), ...block(60)],
  ...[0x1f, 0x43, 0xb6, 0x75, ...UNKNOWN_SIZE, 0xe7, 0x82, 0x03, 0xe8, ...block(500)],
]);

const mvhd = Buffer.alloc(32);
mvhd.write('mvhd', 4, 'latin1');
mvhd.writeUInt32BE(1000, 20);
mvhd.writeUInt32BE(1500, 24);
const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 12]), Buffer.from('ftypM4A '), mvhd]);

/** 128 kbit/s: 24,000 bytes are 1.5 s. */
const mp3 = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(23_996)]);

const KINDS = [
  ['audio/wav', wav],
  ['audio/ogg', ogg],
  ['audio/webm', webm],
  ['audio/mp4', mp4],
  ['audio/mpeg', mp3],
] as const;

describe('a recording', () => {
  it.each(KINDS)('of %s is known by its bytes and lasts one and a half seconds', (mime, bytes) => {
    expect(recordingMime(bytes, `${mime};codecs=opus`)).toBe(mime);
    expect(recordingDurationMs(bytes, mime)).toBeCloseTo(1500, 5);
  });

  it.each(KINDS)('of %s that is cut off or damaged does no harm', (mime, bytes) => {
    for (let length = 0; length < Math.min(bytes.length, 120); length += 1) {
      recordingDurationMs(bytes.subarray(0, length), mime);
      recordingDurationMs(Buffer.concat([bytes.subarray(0, length), Buffer.alloc(64, 0xff)]), mime);
    }
  });

  it('is refused when its type is not allowed or not its own', () => {
    expect(recordingMime(wav, 'text/html')).toBeUndefined();
    expect(recordingMime(wav, 'audio/webm')).toBeUndefined();
    expect(recordingMime(Buffer.alloc(0), 'audio/wav')).toBeUndefined();
    expect(recordingMime(wav, 'audio/x-wav')).toBe('audio/wav');
  });
});
