import { clamp, mix, smoothstep, type Vec3 } from '../math/vector.ts';
import type { FaceShape } from './expressions.ts';
import {
  BROW_RISE,
  closedLid,
  EYE_HALF_WIDTH,
  EYE_X,
  EYE_Y,
  laughingLid,
  lowerLid,
  lowerLip,
  MOUTH_HALF_WIDTH,
  MOUTH_Y,
  upperLid,
  upperLip,
} from './features.ts';

/** What a point belongs to: brows ride on their own field and stay clear of the lids'. */
export type Layer = 'skin' | 'brow';

export interface Warped {
  x: number;
  y: number;
  /** Added after the point has been put back on the face. */
  offset: Vec3;
}

/** Displaces a front-view point of the reference face into `shape`. Every part of the face shares this field. */
export function warp(x: number, y: number, shape: FaceShape, layer: Layer): Warped {
  const mouth = mouthShift(x, y, shape);
  const brow = browShift(x, y, shape, layer);
  const lid = layer === 'brow' ? 0 : lidShift(x, y, shape);
  return { x: x + mouth.x + brow.x, y: y + mouth.y + brow.y + lid, offset: jawOffset(x, y, shape) };
}

function lidShift(x: number, y: number, shape: FaceShape): number {
  const side = x >= 0 ? 1 : -1;
  const blink = (side > 0 ? shape.blinkLeft : shape.blinkRight) ?? 0;
  const laugh = shape.laugh ?? 0;
  const raiseUpper = shape.upperLid ?? 0;
  const raiseLower = shape.lowerLid ?? 0;
  if (!blink && !laugh && !raiseUpper && !raiseLower) return 0;
  const eyeX = side * x - EYE_X;
  const eyeY = y - EYE_Y;
  const onLid = clamp(eyeX, -EYE_HALF_WIDTH, EYE_HALF_WIDTH);
  const beyondCorner = Math.max(0, Math.abs(eyeX) - EYE_HALF_WIDTH);
  const reach = 1 - smoothstep(0, 0.011, beyondCorner);
  const dome = Math.max(0, 1 - (onLid / EYE_HALF_WIDTH) ** 2);
  const upper = upperLid(onLid);
  const lower = lowerLid(onLid);
  let toUpper = upper + raiseUpper * dome;
  let toLower = lower + raiseLower * dome;
  toUpper = mix(toUpper, closedLid(onLid) + 0.00015, blink);
  toLower = mix(toLower, closedLid(onLid), blink);
  toUpper = mix(toUpper, laughingLid(onLid), laugh);
  toLower = mix(toLower, laughingLid(onLid) - 0.001, laugh * 0.55);
  return eyeY >= (upper + lower) / 2
    ? (toUpper - upper) * reach * (1 - smoothstep(0.0045, 0.012, eyeY - upper))
    : (toLower - lower) * reach * (1 - smoothstep(0.001, 0.011, lower - eyeY));
}

function browShift(x: number, y: number, shape: FaceShape, layer: Layer): { x: number; y: number } {
  const whole = shape.brow ?? 0;
  const inner = shape.browInner ?? 0;
  const outer = shape.browOuter ?? 0;
  if (!whole && !inner && !outer) return { x: 0, y: 0 };
  const side = x >= 0 ? 1 : -1;
  const alongBrow = clamp((side * x - 0.012) / 0.036);
  const lift = whole + mix(inner, outer, alongBrow);
  if (layer === 'brow') return { x: side * 0.15 * Math.min(0, inner), y: lift };
  // The skin around follows by half, fading out above, below and beside the brow.
  const aside = Math.max(0, Math.abs(side * x - EYE_X) - 0.02);
  const near =
    (1 - smoothstep(0.004, 0.013, Math.abs(y - EYE_Y - BROW_RISE))) * (1 - smoothstep(0, 0.015, aside));
  return { x: 0, y: 0.5 * near * lift };
}

function mouthShift(x: number, y: number, shape: FaceShape): { x: number; y: number } {
  const mouthY = y - MOUTH_Y;
  const u = clamp(x / MOUTH_HALF_WIDTH, -1, 1);
  const beside = Math.max(0, Math.abs(x) - MOUTH_HALF_WIDTH);
  const upper = upperLip(u);
  const lower = lowerLip(u);
  const isUpper = mouthY >= (upper + lower) / 2;
  // At rest the lips meet on a gentle smile; `corners` bends that line further.
  const line = 0.0031 * u * u - 0.0008 + (shape.corners ?? 0) * u * u * 0.85;
  const open = 1 - u * u;
  const toUpper = line + (shape.upperLip ?? 0) * open ** 0.8;
  const toLower = line + (shape.lowerLip ?? -0.00008) * open ** 0.75;
  const reach = 1 - smoothstep(0, 0.012, beside);
  const dy = isUpper
    ? (toUpper - upper) * reach * (1 - smoothstep(0.001, 0.014, mouthY - upper))
    : (toLower - lower) * reach * (1 - smoothstep(0.002, 0.016, lower - mouthY));
  const away = Math.hypot(beside, Math.max(0, isUpper ? mouthY - upper : lower - mouthY));
  const dx = x * ((shape.mouthWidth ?? 1) - 1) * (1 - smoothstep(0.004, 0.018, away));
  return { x: dx, y: dy };
}

/** Jaw and pout move points in depth too, which no front view can say. */
function jawOffset(x: number, y: number, shape: FaceShape): Vec3 {
  const drop = (shape.jaw ?? 0) * jawShare(x, y);
  const forward = (shape.pout ?? 0) * Math.exp(-((x / 0.012) ** 2 + ((y - MOUTH_Y) / 0.01) ** 2));
  return [0, -drop, forward - 0.25 * drop];
}

/** 0..1: how much the jaw carries a point of the front view. */
export const jawShare = (x: number, y: number): number =>
  smoothstep(MOUTH_Y + 0.004, MOUTH_Y - 0.014, y) * (1 - smoothstep(0.03, 0.06, Math.abs(x)));
