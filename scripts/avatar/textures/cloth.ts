import { smoothstep } from '../math/vector.ts';
import { blend, hex, paint, type Rgb } from './color.ts';
import { PALETTE, PALETTE_COLUMNS, paletteColor } from './palette.ts';
import type { Image } from './png.ts';

const BLACK: Rgb = [0, 0, 0];

/** Column = colour, row = baked ambient occlusion (dark at the top). `shaded` is the side away from the light. */
export function paintPalette(shaded: boolean): Image {
  return paint(64, 32, 1, (u, v) => {
    const [lit, shade] = PALETTE[paletteColor(Math.floor(u * PALETTE_COLUMNS))];
    return shaded
      ? blend(blend(hex(shade), BLACK, 0.35), hex(shade), v)
      : blend(blend(hex(lit), hex(shade), 0.8), hex(lit), smoothstep(0, 0.75, v));
  });
}
