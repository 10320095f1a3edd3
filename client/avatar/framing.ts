/** Heights of the character in metres, feet at 0. */
export interface Figure {
  headTopY: number;
  hipsY: number;
}

export interface Framing {
  /** Vertical field of view, degrees. */
  fovDeg: number;
  /** The camera stands here, on the character's axis, looking straight back along -z. */
  y: number;
  z: number;
}

/** A short telephoto: no big nose, little foreshortening of hands that come forward. */
const FOV_DEG = 22;
/** Room above the head, for the bow of the hair and a raised hand, as a share of what is below. */
const HEADROOM = 0.16;
/** Room below the hips for hands that rest before the body, metres. */
const BELOW_HIPS_M = 0.05;
/** Gestures need this much width in metres; a narrower canvas shows more height instead. */
const LEAST_WIDTH_M = 1.08;

/**
 * Bust framing of someone behind a desk: the lower edge of the canvas cuts just below the hips, the figure stands in
 * the middle. `aspect` is width / height of the canvas.
 */
export function frameFigure({ headTopY, hipsY }: Figure, aspect: number): Framing {
  const bottom = hipsY - BELOW_HIPS_M;
  const bust = headTopY - bottom;
  const height = Math.max(bust * (1 + HEADROOM), LEAST_WIDTH_M / aspect);
  const distance = height / 2 / Math.tan((FOV_DEG * Math.PI) / 360);
  return { fovDeg: FOV_DEG, y: bottom + height / 2, z: distance };
}
