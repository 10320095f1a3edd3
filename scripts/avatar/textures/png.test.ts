import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { paint } from './color.ts';
import { encodePng } from './png.ts';

it('writes pixels that another decoder reads back unchanged', () => {
  const image = paint(33, 17, 1, (u, v) => [255 * u, 255 * v, 128 + 100 * Math.sin(40 * u * v)]);
  const decoded = PNG.sync.read(Buffer.from(encodePng(image)));
  expect([decoded.width, decoded.height]).toEqual([33, 17]);
  const rgb = [...decoded.data].filter((_, i) => i % 4 !== 3);
  expect(rgb).toEqual([...image.pixels]);
});
