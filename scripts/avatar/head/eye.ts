import {
  addGrid,
  addTriangle,
  addVertex,
  emptyGeometry,
  type Geometry,
  type Influence,
} from '../geometry.ts';
import {
  add,
  at,
  clamp,
  distance,
  mix,
  normalize,
  scale,
  sub,
  type Vec2,
  type Vec3,
} from '../math/vector.ts';
import { boneIndex } from '../skeleton.ts';
import { cosineSamples, EYE_HALF_WIDTH, EYE_X, EYE_Y, lowerLid, upperLid } from './features.ts';
import { onFace } from './shape.ts';
import { HEAD_ONLY } from './vertex.ts';

/** Iris disc, relative to the eye's opening. */
const IRIS = { dx: -0.0012, dy: 0.001, rx: 0.0116, ry: 0.0142 } as const;
const IRIS_CORNERS = 28;
const IRIS_RINGS = 3;
const SCLERA_CELLS = 10;

export interface EyeSphere {
  center: Vec3;
  /** Distance of the opening's nearest point: eyeballs must stay below it. */
  nearest: number;
}

/**
 * Least-squares sphere through her left eye's opening. Sclera and iris ride on concentric spheres around its
 * centre, where the eye bone sits; otherwise the iris would dip behind the sclera when she looks aside.
 */
export function fitEyeSphere(): EyeSphere {
  const points = cosineSamples(20).flatMap((u) => {
    const x = u * EYE_HALF_WIDTH;
    return [0, 0.33, 0.66, 1].map((v) => onFace(EYE_X + x, EYE_Y + mix(upperLid(x), lowerLid(x), v)));
  });
  const STEPS = 4000;
  const RATE = 0.5;
  let center: Vec3 = [0.026, 1.4615, 0.015];
  for (let step = 0; step < STEPS; step++) {
    const radius = points.reduce((sum, p) => sum + distance(p, center), 0) / points.length;
    let pull: Vec3 = [0, 0, 0];
    for (const p of points) {
      const d = sub(p, center);
      const reach = distance(p, center);
      pull = add(pull, scale(d, (reach - radius) / reach));
    }
    center = add(center, scale(pull, RATE / points.length));
  }
  return { center, nearest: Math.min(...points.map((p) => distance(p, center))) };
}

/** Sclera and iris of one eye; `side` 1 is her left. */
export function buildEye(side: 1 | -1, { center, nearest }: EyeSphere): Geometry {
  const onSphere = (x: number, y: number, radius: number): Vec3 => {
    const dx = side * x - center[0];
    const dy = y - center[1];
    return [x, y, center[2] + Math.sqrt(Math.max(1e-8, radius * radius - dx * dx - dy * dy))];
  };
  const mirroredCenter: Vec3 = [side * center[0], center[1], center[2]];
  const geometry = emptyGeometry();

  const scleraRadius = nearest - 0.0016;
  addGrid(geometry, SCLERA_CELLS, SCLERA_CELLS, (row, column) => {
    const fromCenter = mix(-0.0225, 0.0265, column / SCLERA_CELLS);
    const v = row / SCLERA_CELLS;
    const position = onSphere(side * (EYE_X + fromCenter), EYE_Y + (v - 0.5) * 0.036, scleraRadius);
    const uv: Vec2 = [0.505 + 0.24 * clamp((fromCenter + 0.021) / 0.042), 0.005 + 0.48 * (1 - v)];
    return { position, normal: normalize(sub(position, mirroredCenter)), uv, influences: HEAD_ONLY };
  });

  const irisRadius = nearest - 0.0008;
  const cx = side * (EYE_X + IRIS.dx);
  const cy = EYE_Y + IRIS.dy;
  const influences: Influence[] = [[boneIndex(side > 0 ? 'leftEye' : 'rightEye'), 1]];
  const irisVertex = (dx: number, dy: number): number =>
    addVertex(geometry, {
      position: onSphere(cx + dx * IRIS.rx, cy + dy * IRIS.ry, irisRadius),
      normal: [0, 0.1, 1],
      uv: [0.25 + 0.245 * dx, 0.5 - 0.49 * dy],
      influences,
    });
  const middle = irisVertex(0, 0);
  const rings = Array.from({ length: IRIS_RINGS }, (_, ring) =>
    Array.from({ length: IRIS_CORNERS }, (_, i) => {
      const angle = (i / IRIS_CORNERS) * 2 * Math.PI;
      const r = (ring + 1) / IRIS_RINGS;
      return irisVertex(Math.cos(angle) * r, Math.sin(angle) * r);
    }),
  );
  rings.forEach((outer, ring) => {
    outer.forEach((corner, i) => {
      const next = at(outer, (i + 1) % IRIS_CORNERS);
      if (ring === 0) {
        addTriangle(geometry, middle, corner, next);
        return;
      }
      const inner = at(rings, ring - 1);
      addTriangle(geometry, at(inner, i), corner, next);
      addTriangle(geometry, at(inner, i), next, at(inner, (i + 1) % IRIS_CORNERS));
    });
  });
  return geometry;
}
