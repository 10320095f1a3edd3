import { clamp, mix, type Vec3 } from '../math/vector.ts';
import type { Image } from './png.ts';

/** sRGB, 0..255 each. */
export type Rgb = Vec3;

export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function blend(from: Rgb, to: Rgb, share: number): Rgb {
  const t = clamp(share);
  return [mix(from[0], to[0], t), mix(from[1], to[1], t), mix(from[2], to[2], t)];
}

/** sRGB hex to the linear 0..1 that glTF factors use (IEC 61966-2-1), to four digits. */
export function linear(code: string): Vec3 {
  const channel = (value: number): number => {
    const x = value / 255;
    return Math.round((x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4) * 1e4) / 1e4;
  };
  const [r, g, b] = hex(code);
  return [channel(r), channel(g), channel(b)];
}

/** Paints an image from a function of u, v in 0..1 (v down), averaging `samples`² points a pixel. */
export function paint(
  width: number,
  height: number,
  samples: number,
  color: (u: number, v: number) => Rgb,
): Image {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [r, g, b] = [0, 0, 0];
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) {
          const c = color((x + (i + 0.5) / samples) / width, (y + (j + 0.5) / samples) / height);
          r += c[0];
          g += c[1];
          b += c[2];
        }
      }
      const n = samples * samples;
      pixels.set([Math.round(r / n), Math.round(g / n), Math.round(b / n)], (y * width + x) * 3);
    }
  }
  return { width, height, pixels };
}
