import { addQuad, addVertex, emptyGeometry, type Geometry } from '../geometry.ts';
import { catmullRom } from '../math/curve.ts';
import { across, add, along, at, clamp, cross, normalize, scale, sub, type Vec3 } from '../math/vector.ts';
import { away } from './sheet.ts';
import { hairInfluences } from './weights.ts';

/** A single strand with a lens-shaped cross-section that narrows to a point. */
export interface HairLock {
  points: readonly Vec3[];
  /** Metres at its widest. */
  width: number;
  thickness: number;
  /** Share of the length after which it narrows. */
  taperFrom: number;
  pieces: number;
  /** Corners of the cross-section. */
  corners: number;
  textureOffset: number;
}

export function buildHairLock(lock: HairLock): Geometry {
  const geometry = emptyGeometry();
  let previous: Vec3 | null = null;
  const rings = Array.from({ length: lock.pieces + 1 }, (_, i) => {
    const t = i / lock.pieces;
    const center = catmullRom(lock.points, t);
    const tangent = normalize(
      sub(catmullRom(lock.points, Math.min(1, t + 0.01)), catmullRom(lock.points, Math.max(0, t - 0.01))),
    );
    const outward: Vec3 = across(
      previous ? add(scale(away(center), 0.6), scale(previous, 0.4)) : away(center),
      tangent,
    );
    previous = outward;
    const sideways = cross(tangent, outward);
    const profile =
      Math.min(1, 0.4 + t * 2) * (1 - clamp((t - lock.taperFrom) / (1 - lock.taperFrom)) ** 1.8) ** 0.9;
    const halfWidth = Math.max(0.0004, (lock.width / 2) * profile);
    const halfThickness = Math.max(0.0004, (lock.thickness / 2) * profile ** 0.7);
    return Array.from({ length: lock.corners + 1 }, (_, k) => {
      const angle = (k / lock.corners) * 2 * Math.PI;
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      // The edges bend towards the head, so that locks lie on each other like scales.
      const position = along(
        along(center, sideways, c * halfWidth),
        outward,
        s * halfThickness - c * c * halfWidth * 0.22,
      );
      const normal = add(add(scale(sideways, c * 0.5), scale(outward, s * 0.7)), scale(away(position), 0.6));
      const u = lock.textureOffset + 0.12 * (1 - Math.abs(1 - (2 * k) / lock.corners));
      return addVertex(geometry, {
        position,
        normal: normalize(normal),
        uv: [u, 0.02 + 0.96 * t],
        influences: hairInfluences(position),
      });
    });
  });
  for (let i = 0; i < lock.pieces; i++) {
    const [here, next] = [at(rings, i), at(rings, i + 1)];
    for (let k = 0; k < lock.corners; k++)
      addQuad(geometry, at(here, k), at(here, k + 1), at(next, k), at(next, k + 1));
  }
  return geometry;
}
