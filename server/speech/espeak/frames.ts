import { z } from 'zod';

/** One stretch of text and the voice that says it. */
export interface Part {
  voice: string;
  /** Words a minute as eSpeak NG counts them. */
  rate: number;
  /** 0..99, 50 is the voice's own. */
  pitch: number;
  /** Plain text: no markup of any kind reaches the voice. */
  text: string;
}

const Ready = z.strictObject({ ready: z.literal(true), sampleRate: z.int().min(8000).max(96_000) });
const Times = z.array(z.number().min(0));
const Indices = z.array(z.int().min(0));
const Phonemes = z
  .strictObject({ ms: Times, names: z.array(z.string()) })
  .refine(({ ms, names }) => ms.length === names.length, 'as many times as names');
const Words = z
  .strictObject({ ms: Times, parts: Indices, offsets: Indices })
  .refine(
    ({ ms, parts, offsets }) => ms.length === parts.length && ms.length === offsets.length,
    'as many of each',
  );
const Done = z.strictObject({
  id: z.int(),
  ok: z.literal(true),
  phonemes: Phonemes,
  words: Words,
  pcmBytes: z
    .int()
    .min(0)
    .max(256 * 1024 * 1024),
});
const Refused = z.strictObject({ id: z.int(), ok: z.literal(false), error: z.string() });
const Header = z.union([Ready, Done, Refused]);

/** Columns, because thousands of small tuples take long to check; see program.mjs for their meaning. */
export type Phonemes = z.infer<typeof Phonemes>;
export type Words = z.infer<typeof Words>;
export type Header = z.infer<typeof Header>;
export interface Frame {
  header: Header;
  /** Samples that follow a header of `ok: true`; empty otherwise. */
  body: Buffer;
}

const SIZE_BYTES = 4;
/** A header of 500 characters of text has some 2,000 events, 60 KB. */
const MAX_HEADER_BYTES = 4 * 1024 * 1024;

/** Little-endian length, then JSON. */
export function encodeFrame(message: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const size = Buffer.alloc(SIZE_BYTES);
  size.writeUInt32LE(json.length);
  return Buffer.concat([size, json]);
}

/**
 * Returns a function that takes what arrives and gives the frames completed by it.
 * @throws when the bytes are no frame: the sender can no longer be understood and has to be replaced.
 */
export function frameReader(): (chunk: Buffer) => Frame[] {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = SIZE_BYTES;
  let header: { value: Header; bytes: number } | null = null;

  const bodyBytes = (value: Header) => ('pcmBytes' in value ? value.pcmBytes : 0);

  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    const frames: Frame[] = [];
    while (size >= wanted) {
      const bytes = Buffer.concat(chunks);
      chunks = [bytes];
      if (header === null) {
        const headerEnd = SIZE_BYTES + bytes.readUInt32LE();
        if (headerEnd > MAX_HEADER_BYTES) throw new Error(`a header of ${headerEnd} bytes is too long`);
        wanted = headerEnd;
        if (size < wanted) break;
        header = {
          value: Header.parse(JSON.parse(bytes.toString('utf8', SIZE_BYTES, headerEnd))),
          bytes: headerEnd,
        };
        wanted = headerEnd + bodyBytes(header.value);
        continue;
      }
      frames.push({ header: header.value, body: bytes.subarray(header.bytes, wanted) });
      chunks = [bytes.subarray(wanted)];
      size -= wanted;
      wanted = SIZE_BYTES;
      header = null;
    }
    return frames;
  };
}
