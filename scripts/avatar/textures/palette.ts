import { clamp, type Vec2 } from '../math/vector.ts';

/** Lit and shaded colour of everything drawn with the body's palette texture, sRGB. */
export const PALETTE = {
  skin: ['#fbe3d4', '#eab9a4'],
  jacket: ['#2c3f66', '#1a2542'],
  jacketDark: ['#223254', '#151e38'],
  white: ['#fbfaf7', '#c9cede'],
  teal: ['#3aa6a0', '#23716f'],
  tealDark: ['#2a8782', '#1a5654'],
  gold: ['#d9b25a', '#9a7430'],
  ink: ['#23283a', '#12141f'],
  tights: ['#5b4a47', '#3b2f30'],
} as const satisfies Readonly<Record<string, readonly [lit: string, shaded: string]>>;
export type PaletteColor = keyof typeof PALETTE;

const COLORS = Object.keys(PALETTE) as PaletteColor[];
/** Columns of the palette texture; the unused ones repeat the last colour. */
export const PALETTE_COLUMNS = 16;
export const paletteColor = (column: number): PaletteColor =>
  COLORS[Math.min(COLORS.length - 1, Math.max(0, column))] ?? 'ink';

/** Texture place of a colour; `openness` is the baked ambient occlusion, 0 hidden, 1 open. */
export const paletteUv = (color: PaletteColor, openness: number): Vec2 => [
  (COLORS.indexOf(color) + 0.5) / PALETTE_COLUMNS,
  0.03 + 0.94 * clamp(openness),
];
