import { PART_CELLS, type PartCell } from '../head/parts.ts';
import { bump, smoothstep } from '../math/vector.ts';
import { blend, hex, paint, type Rgb } from './color.ts';
import type { Image } from './png.ts';

const CELL_COLORS: Readonly<Record<PartCell, Rgb>> = {
  lash: hex('#2a1b1b'),
  brow: hex('#54392f'),
  mouth: hex('#8e3238'),
  teeth: hex('#fdfaf6'),
  tongue: hex('#dd7a76'),
  lowerLash: hex('#7c5148'),
  rim: hex('#f0c4b4'),
};

const IRIS = {
  top: hex('#4a2c1f'),
  bottom: hex('#c98b52'),
  glow: hex('#f3cf96'),
  ray: hex('#3a2118'),
  rim: hex('#26150f'),
  shade: hex('#24140f'),
  pupil: hex('#160c0a'),
} as const;
const SCLERA = { lit: hex('#fdfdfd'), shaded: hex('#b9bfd2'), corner: hex('#e8c9c6') } as const;
const WHITE = hex('#ffffff');

/** Iris in the left half, sclera in the third quarter, flat cells of `PART_CELLS` in the last. */
export function paintParts(size: number): Image {
  return paint(size, size, 2, (u, v) => {
    if (u < 0.5) return paintIris((u - 0.25) / 0.245, (0.5 - v) / 0.49);
    if (u < 0.75) return v < 0.5 ? paintSclera((u - 0.505) / 0.24, 1 - v / 0.49) : WHITE;
    return nearestCell(v);
  });
}

/** Warm brown; `x`, `y` in −1..1 over the disc, y up. */
function paintIris(x: number, y: number): Rgb {
  const r = Math.hypot(x, y);
  let color = blend(IRIS.top, IRIS.bottom, smoothstep(0.55, -0.95, y));
  color = blend(color, IRIS.glow, 0.6 * bump(y + 0.62, 0.28) * bump(x, 0.5));
  const rays = 0.5 + 0.5 * Math.sin(Math.atan2(y, x) * 26);
  color = blend(color, IRIS.ray, 0.16 * rays * smoothstep(0.35, 0.8, r));
  color = blend(color, IRIS.rim, smoothstep(0.8, 0.97, r));
  color = blend(color, IRIS.shade, 0.7 * smoothstep(0.15, 0.95, y));
  color = blend(color, IRIS.pupil, 1 - smoothstep(0.9, 1.06, Math.hypot(x / 0.4, (y - 0.02) / 0.44)));
  const glint = Math.hypot((x + 0.34) / 0.26, (y - 0.42) / 0.24);
  const smallGlint = Math.hypot((x - 0.38) / 0.13, (y + 0.46) / 0.13);
  color = blend(color, WHITE, 1 - smoothstep(0.9, 1.06, glint));
  return blend(color, WHITE, 0.9 * (1 - smoothstep(0.85, 1.1, smallGlint)));
}

/** White of the eye, shaded under the upper lid; `x` 0..1 across, `y` 0..1 up. */
function paintSclera(x: number, y: number): Rgb {
  const shaded = blend(SCLERA.lit, SCLERA.shaded, 0.85 * smoothstep(0.58, 0.86, y));
  return blend(shaded, SCLERA.corner, 0.5 * smoothstep(0.28, 0.42, Math.abs(x - 0.5)));
}

function nearestCell(v: number): Rgb {
  const cells = Object.keys(PART_CELLS) as PartCell[];
  const away = (cell: PartCell): number => Math.abs(v - PART_CELLS[cell][1]);
  return CELL_COLORS[cells.reduce((best, cell) => (away(cell) < away(best) ? cell : best))];
}
