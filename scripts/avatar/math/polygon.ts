import { at, mix, type Vec2 } from './vector.ts';

/** Whether `p` lies inside the closed polygon (even–odd rule). */
export function insidePolygon(p: Vec2, polygon: readonly Vec2[]): boolean {
  let inside = false;
  let previous = at(polygon, polygon.length - 1);
  for (const corner of polygon) {
    if (
      corner[1] > p[1] !== previous[1] > p[1] &&
      p[0] < ((previous[0] - corner[0]) * (p[1] - corner[1])) / (previous[1] - corner[1]) + corner[0]
    ) {
      inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** The polygon with extra points so that no edge is much longer than `spacing`. */
export function subdivide(polygon: readonly Vec2[], spacing: number): Vec2[] {
  return polygon.flatMap((from, i) => {
    const to = at(polygon, (i + 1) % polygon.length);
    const pieces = Math.max(1, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / spacing));
    return Array.from(
      { length: pieces },
      (_, k): Vec2 => [mix(from[0], to[0], k / pieces), mix(from[1], to[1], k / pieces)],
    );
  });
}

/** A ribbon of half-width `halfWidth` along an open line, as a polygon. */
export function ribbon(line: readonly Vec2[], halfWidth: number): Vec2[] {
  const side = (sign: 1 | -1): Vec2[] =>
    line.map((p, i): Vec2 => {
      const before = at(line, Math.max(0, i - 1));
      const after = at(line, Math.min(line.length - 1, i + 1));
      const span = Math.hypot(after[0] - before[0], after[1] - before[1]);
      return [
        p[0] - (sign * (after[1] - before[1]) * halfWidth) / span,
        p[1] + (sign * (after[0] - before[0]) * halfWidth) / span,
      ];
    });
  return [...side(1), ...side(-1).reverse()];
}

export function disc(x: number, y: number, radius: number, corners = 12): Vec2[] {
  return Array.from({ length: corners }, (_, i): Vec2 => {
    const angle = (i / corners) * 2 * Math.PI;
    return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius];
  });
}

export const mirrorPolygon = (polygon: readonly Vec2[]): Vec2[] => polygon.map(([x, y]) => [-x, y]);
