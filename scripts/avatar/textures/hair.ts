import { bump, smoothstep } from '../math/vector.ts';
import { blend, hex, paint, type Rgb } from './color.ts';
import type { Image } from './png.ts';

const HAIR = {
  lit: hex('#4b342d'),
  shaded: hex('#2d1f1e'),
  shine: hex('#a87c60'),
  tip: hex('#6a493b'),
} as const;

/** u across the strands (repeats without a seam), v from root to tip. */
export function paintHair(size: number, shaded: boolean): Image {
  return paint(size, size, 2, (u, v) => (shaded ? shadedHair(u, v) : litHair(u, v)));
}

const wave = (u: number, turns: number): number => Math.sin(u * 2 * Math.PI * turns);
const strand = (u: number): number => 0.5 + 0.5 * Math.sin(2 * Math.PI * 10 * u + 3 * wave(u, 4));
const rootShade = (color: Rgb, v: number): Rgb => blend(color, HAIR.shaded, 0.45 * smoothstep(0.12, 0, v));

function shadedHair(u: number, v: number): Rgb {
  return rootShade(blend(HAIR.shaded, HAIR.lit, 0.12 * strand(u)), v);
}

function litHair(u: number, v: number): Rgb {
  const fine = 0.5 + 0.5 * wave(u, 37);
  let color = blend(HAIR.lit, HAIR.shaded, 0.24 * strand(u) + 0.1 * fine);
  // The ring of light: a wavering band with a thinner echo below.
  const waver = 0.02 * wave(u, 5) + 0.012 * wave(u, 13) + 0.01 * fine;
  const ring = bump(v - 0.39 - waver, 0.05) + 0.35 * bump(v - 0.5 - waver, 0.022);
  color = blend(color, HAIR.shine, 0.72 * ring * (0.55 + 0.45 * strand(u)));
  return blend(rootShade(color, v), HAIR.tip, 0.5 * smoothstep(0.62, 1, v));
}
