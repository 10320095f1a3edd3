import { zlibSync } from 'three/examples/jsm/libs/fflate.module.js';

/** An image of 8-bit RGB, three bytes a pixel, row by row. */
export interface Image {
  width: number;
  height: number;
  pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BYTES_PER_PIXEL = 3;

/**
 * PNG (ISO 15948) of an RGB image. Deflate comes from a JavaScript library, because zlib's output depends on the
 * processor and the Node version, and the avatar must be the same bytes everywhere.
 */
export function encodePng({ width, height, pixels }: Image): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2, 0, 0, 0], 8);
  const data = zlibSync(filterRows(width, height, pixels), { level: 9 });
  return concat([
    new Uint8Array(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Each row with the filter that leaves the smallest sum of absolute differences. */
function filterRows(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const stride = width * BYTES_PER_PIXEL;
  const filtered = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) {
    const byte = (row: number, i: number): number => (row < 0 || i < 0 ? 0 : (pixels[row * stride + i] ?? 0));
    const candidates = FILTERS.map((predict) => {
      const row = new Uint8Array(stride);
      let cost = 0;
      for (let i = 0; i < stride; i++) {
        const left = byte(y, i - BYTES_PER_PIXEL);
        const difference =
          (byte(y, i) - predict(left, byte(y - 1, i), byte(y - 1, i - BYTES_PER_PIXEL))) & 255;
        row[i] = difference;
        cost += difference < 128 ? difference : 256 - difference;
      }
      return { row, cost };
    });
    let best = 0;
    candidates.forEach(({ cost }, i) => {
      if (cost < (candidates[best]?.cost ?? 0)) best = i;
    });
    filtered[y * (stride + 1)] = best;
    filtered.set(candidates[best]?.row ?? [], y * (stride + 1) + 1);
  }
  return filtered;
}

/** The five filter types of PNG in order: none, sub, up, average, Paeth. */
const FILTERS: readonly ((left: number, up: number, upLeft: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, upLeft) => {
    const toLeft = Math.abs(up - upLeft);
    const toUp = Math.abs(left - upLeft);
    const toUpLeft = Math.abs(left + up - 2 * upLeft);
    if (toLeft <= toUp && toLeft <= toUpLeft) return left;
    return toUp <= toUpLeft ? up : upLeft;
  },
];

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat([new TextEncoder().encode(type), data]);
  const framed = new Uint8Array(body.length + 8);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length);
  framed.set(body, 4);
  view.setUint32(body.length + 4, crc32(body));
  return framed;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
