import { describe, expect, it } from 'vitest';
import { frameFigure } from './framing.ts';

const figure = { headTopY: 1.6, hipsY: 0.88 };

/** What the camera sees in the plane of the figure, metres. */
function seen(aspect: number) {
  const { fovDeg, y, z } = frameFigure(figure, aspect);
  const half = z * Math.tan((fovDeg * Math.PI) / 360);
  return { bottom: y - half, top: y + half, width: 2 * half * aspect };
}

describe('framing', () => {
  it.each([0.5, 0.8, 1, 1.33, 1.78, 3])(
    'cuts just below the hips and keeps the head in, at aspect %d',
    (aspect) => {
      const { bottom, top } = seen(aspect);
      expect(bottom).toBeCloseTo(figure.hipsY - 0.05, 5);
      expect(top).toBeGreaterThan(figure.headTopY + 0.1);
    },
  );

  it('leaves room for gestures on narrow canvases', () => {
    expect(seen(0.5).width).toBeGreaterThan(1.05);
    expect(seen(1).width).toBeGreaterThan(1.05);
  });
});
