import {
  EYE_HALF_WIDTH,
  EYE_X,
  EYE_Y,
  lowerLid,
  lowerLip,
  MOUTH_HALF_WIDTH,
  MOUTH_Y,
  upperLid,
  upperLip,
} from '../head/features.ts';
import { FACE_MAP } from '../head/skin.ts';
import { bump, clamp, smoothstep } from '../math/vector.ts';
import { blend, hex, paint, type Rgb } from './color.ts';
import { PALETTE } from './palette.ts';
import type { Image } from './png.ts';

const SKIN = hex(PALETTE.skin[0]);
const BLUSH = hex('#f59e8c');
const NOSE_SHADE = hex('#e3a088');
const LIP = hex('#df7f78');
const LIP_LINE = hex('#8e3f3c');
const LIP_SHINE = hex('#fff2ee');
const LID_CREASE = hex('#b9796a');
const LID_SHADE = hex('#e9a99a');
const UNDER_EYE = hex('#eeb3a2');
const WHITE = hex('#ffffff');

/** The painted face, in the planar projection of `FACE_MAP`. */
export function paintSkin(size: number): Image {
  return paint(size, size, 2, (u, v) => {
    const x = FACE_MAP.left + u * FACE_MAP.width;
    const y = FACE_MAP.top - v * FACE_MAP.height;
    return paintMouth(paintEyelids(paintCheeksAndNose(SKIN, x, y), x, y), x, y);
  });
}

function paintCheeksAndNose(base: Rgb, x: number, y: number): Rgb {
  const eyeX = Math.abs(x) - EYE_X;
  const eyeY = y - EYE_Y;
  let color = blend(base, BLUSH, 0.4 * bump(eyeX - 0.008, 0.0135) * bump(eyeY + 0.0245, 0.0085));
  color = blend(color, NOSE_SHADE, 0.4 * bump(x, 0.0042) * bump(y - 1.4312, 0.0017));
  return blend(color, WHITE, 0.45 * bump(x, 0.0016) * bump(y - 1.44, 0.002));
}

function paintEyelids(base: Rgb, x: number, y: number): Rgb {
  const eyeX = Math.abs(x) - EYE_X;
  const eyeY = y - EYE_Y;
  const beside = Math.abs(eyeX);
  if (beside >= EYE_HALF_WIDTH + 0.006) return base;
  const onLid = clamp(eyeX, -EYE_HALF_WIDTH, EYE_HALF_WIDTH);
  const upper = upperLid(onLid);
  const lower = lowerLid(onLid);
  const toCrease = Math.abs(eyeY - upper - 0.0042 - 0.001 * (eyeX / EYE_HALF_WIDTH));
  const crease =
    (1 - smoothstep(0.0002, 0.0008, toCrease)) *
    smoothstep(EYE_HALF_WIDTH, EYE_HALF_WIDTH * 0.55, Math.abs(eyeX - 0.001));
  let color = blend(base, LID_CREASE, 0.75 * crease);
  if (eyeY > upper) {
    const fade = smoothstep(EYE_HALF_WIDTH + 0.004, EYE_HALF_WIDTH, beside);
    color = blend(color, LID_SHADE, 0.35 * bump(eyeY - upper, 0.0035) * fade);
  }
  if (eyeY < lower) {
    const fade = smoothstep(EYE_HALF_WIDTH + 0.002, EYE_HALF_WIDTH * 0.8, beside);
    color = blend(color, UNDER_EYE, 0.35 * bump(lower - eyeY, 0.0022) * fade);
  }
  return color;
}

function paintMouth(base: Rgb, x: number, y: number): Rgb {
  const u = x / MOUTH_HALF_WIDTH;
  const onLip = clamp(u, -1, 1);
  const fullness = clamp(1 - u * u);
  const aboveUpper = y - MOUTH_Y - upperLip(onLip);
  const belowLower = MOUTH_Y + lowerLip(onLip) - y;
  const corner = smoothstep(1.08, 0.85, Math.abs(u));
  let color = base;
  if (aboveUpper > -0.004) {
    const width = 0.0032 * (0.35 + 0.65 * fullness);
    color = blend(color, LIP, 0.6 * (1 - smoothstep(0.0008, width, Math.abs(aboveUpper))) * corner);
    const line = 1 - smoothstep(0.0003, 0.001, Math.abs(aboveUpper));
    color = blend(color, LIP_LINE, 0.9 * line * smoothstep(1.1, 0.98, Math.abs(u)));
  }
  if (belowLower > -0.004) {
    const width = 0.0046 * (0.3 + 0.7 * fullness);
    color = blend(color, LIP, 0.65 * (1 - smoothstep(0.0012, width, Math.abs(belowLower))) * corner);
    color = blend(color, LIP_SHINE, 0.5 * bump(x - 0.001, 0.0045) * bump(belowLower - 0.0019, 0.0008));
  }
  return color;
}

/**
 * Outline width of the face in the green channel: none around eyes and mouth, where the outline's shell would
 * show through the openings.
 */
export function paintOutlineMask(size: number): Image {
  return paint(size, size, 1, (u, v) => {
    const x = Math.abs(FACE_MAP.left + u * FACE_MAP.width);
    const y = FACE_MAP.top - v * FACE_MAP.height;
    const fromEye = Math.hypot(Math.max(0, Math.abs(x - EYE_X) - 0.06) / 0.03, (y - EYE_Y) / 0.026);
    const fromMouth = Math.hypot(x / 0.026, (y - MOUTH_Y) / 0.02);
    return [0, 255 * Math.min(smoothstep(0.75, 1.1, fromEye), smoothstep(0.7, 1.1, fromMouth)), 0];
  });
}
