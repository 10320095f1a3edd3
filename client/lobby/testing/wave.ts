const RATE_HZ = 8000;
const TONE_HZ = 220;
const AMPLITUDE = 0.3 * 0x7fff;
const HEADER_BYTES = 44;

/** A WAV file (PCM, 16 bit, mono) with a plain tone of `durationMs`. */
export function wave(durationMs: number): Buffer {
  const samples = Math.round((durationMs * RATE_HZ) / 1000);
  const file = Buffer.alloc(HEADER_BYTES + samples * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE_HZ, 24);
  file.writeUInt32LE(RATE_HZ * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++)
    file.writeInt16LE(
      Math.round(AMPLITUDE * Math.sin((2 * Math.PI * TONE_HZ * i) / RATE_HZ)),
      HEADER_BYTES + i * 2,
    );
  return file;
}
