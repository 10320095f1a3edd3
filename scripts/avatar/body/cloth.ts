import Delaunator from 'delaunator';
import {
  addQuad,
  addTriangle,
  addVertex,
  emptyGeometry,
  type Geometry,
  type Influence,
  mergeGeometry,
  oriented,
} from '../geometry.ts';
import { insidePolygon, subdivide } from '../math/polygon.ts';
import { ambientOcclusion, gradient, marchIn, type Sdf } from '../math/sdf.ts';
import { surfaceNets } from '../math/surface-nets.ts';
import { along, at, mix, mix3, normalize, scale, type Vec2, type Vec3 } from '../math/vector.ts';
import { type PaletteColor, paletteUv } from '../textures/palette.ts';

export type Weigh = (p: Vec3) => Influence[];

export interface Solid {
  shape: Sdf;
  low: Vec3;
  high: Vec3;
  /** Grid cell, metres. */
  cell: number;
  color: PaletteColor;
  weigh: Weigh;
  /** What may shadow it, and from how far. */
  occluders: Sdf;
  reach: number;
}

/** Meshes a solid, with its ambient occlusion baked into the palette's second axis. */
export function meshSolid({ shape, low, high, cell, color, weigh, occluders, reach }: Solid): Geometry {
  const surface = surfaceNets(shape, low, high, cell);
  const vertices = surface.positions.map((position, i) => {
    const normal = at(surface.normals, i);
    const openness = ambientOcclusion(occluders, along(position, normal, 0.002), normal, reach);
    return { position, normal, uv: paletteUv(color, openness), influences: weigh(position) };
  });
  return oriented({ vertices, indices: surface.indices });
}

/** Signed distance beyond a cutting plane and the plane's normal; null where nothing is cut. */
export type Cut = (p: Vec3) => { past: number; normal: Vec3 } | null;

const HEM_DEPTH = 0.006;

/**
 * Removes what lies past a plane, splitting edges exactly, and turns the cut edge inwards as a hem. Surface nets
 * cannot make such an edge themselves.
 */
export function clip(g: Geometry, cut: Cut, weigh: Weigh): Geometry {
  const result = emptyGeometry();
  const past = g.vertices.map((vertex) => cut(vertex.position)?.past ?? -1);
  const kept = new Map<number, number>();
  const keep = (i: number): number => {
    const known = kept.get(i);
    if (known !== undefined) return known;
    const id = addVertex(result, at(g.vertices, i));
    kept.set(i, id);
    return id;
  };
  const split = new Map<string, number>();
  const splitEdge = (i: number, j: number): number => {
    const key = i < j ? `${i} ${j}` : `${j} ${i}`;
    const known = split.get(key);
    if (known !== undefined) return known;
    const [a, b] = [at(g.vertices, i), at(g.vertices, j)];
    const t = at(past, i) / (at(past, i) - at(past, j));
    const position = mix3(a.position, b.position, t);
    const id = addVertex(result, {
      position,
      normal: normalize(mix3(a.normal, b.normal, t)),
      uv: [a.uv[0], mix(a.uv[1], b.uv[1], t)],
      influences: weigh(position),
    });
    split.set(key, id);
    return id;
  };

  const edges: [number, number][] = [];
  for (let i = 0; i < g.indices.length; i += 3) {
    const corners = [at(g.indices, i), at(g.indices, i + 1), at(g.indices, i + 2)];
    const within = corners.map((corner) => at(past, corner) <= 0);
    const count = within.filter(Boolean).length;
    if (count === 0) continue;
    // Turn the triangle so that its first corner is kept and its last one is not.
    const start = count === 3 ? 0 : [0, 1, 2].findIndex((k) => at(within, k) && !at(within, (k + 2) % 3));
    const [a, b, c] = [at(corners, start), at(corners, (start + 1) % 3), at(corners, (start + 2) % 3)];
    if (count === 3) {
      addTriangle(result, keep(a), keep(b), keep(c));
    } else if (count === 1) {
      const edge: [number, number] = [splitEdge(a, b), splitEdge(c, a)];
      addTriangle(result, keep(a), ...edge);
      edges.push(edge);
    } else {
      const edge: [number, number] = [splitEdge(b, c), splitEdge(c, a)];
      addTriangle(result, keep(a), keep(b), edge[0]);
      addTriangle(result, keep(a), ...edge);
      edges.push(edge);
    }
  }
  addHem(result, edges, cut);
  return oriented(result);
}

function addHem(g: Geometry, edges: readonly (readonly [number, number])[], cut: Cut): void {
  const turned = new Map<number, readonly [number, number]>();
  const turn = (id: number): readonly [number, number] => {
    const known = turned.get(id);
    if (known) return known;
    const { position, normal, uv, influences } = at(g.vertices, id);
    const axis = cut(position)?.normal ?? normal;
    const shaded: Vec2 = [uv[0], 0.25];
    const inside = along(along(position, normal, -HEM_DEPTH), axis, -0.002);
    const pair = [
      addVertex(g, { position, normal: normalize(along(axis, normal, 0.4)), uv: shaded, influences }),
      addVertex(g, { position: inside, normal: axis, uv: shaded, influences }),
    ] as const;
    turned.set(id, pair);
    return pair;
  };
  for (const [a, b] of edges) {
    const [outerA, innerA] = turn(a);
    const [outerB, innerB] = turn(b);
    addQuad(g, outerA, outerB, innerA, innerB);
  }
}

export interface Patch {
  /** Outline in the front view. */
  outline: readonly Vec2[];
  /** Distance of the patch's underside from the surface, and its thickness. */
  gap: number;
  thickness: number;
  /** Distance between points. */
  spacing: number;
  color: PaletteColor;
}

/** Lays a piece of cloth with a rounded edge on the front of `shape`. */
export function drape(shape: Sdf, patch: Patch, weigh: Weigh): Geometry {
  const { gap, thickness, spacing, color } = patch;
  const ring = subdivide(patch.outline, spacing);
  const points = [...ring, ...innerPoints(ring, spacing)];
  const lift = (p: Vec2): { position: Vec3; normal: Vec3 } => {
    const position = marchIn(shape, [p[0], p[1], 0.35], [0, 0, -1], 0.7, 0.003) ?? [p[0], p[1], 0];
    return { position, normal: gradient(shape, position, 2e-3) };
  };
  const lifted = points.map(lift);

  const top = emptyGeometry();
  lifted.forEach(({ position, normal }, i) => {
    const raised = along(position, normal, gap + thickness * (i < ring.length ? 0.75 : 1));
    const openness = ambientOcclusion(shape, along(raised, normal, 0.004), normal, 0.05);
    addVertex(top, {
      position: raised,
      normal,
      uv: paletteUv(color, openness),
      influences: weigh(position),
    });
  });
  const { triangles } = Delaunator.from(points.map((p): Vec2 => p));
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [at(triangles, i), at(triangles, i + 1), at(triangles, i + 2)];
    const mean = (axis: 0 | 1): number =>
      (at(points, a)[axis] + at(points, b)[axis] + at(points, c)[axis]) / 3;
    if (insidePolygon([mean(0), mean(1)], ring)) addTriangle(top, a, b, c);
  }

  const center: Vec2 = [meanOf(ring, 0), meanOf(ring, 1)];
  const side = emptyGeometry();
  ring.forEach((p, i) => {
    const before = at(ring, (i + ring.length - 1) % ring.length);
    const after = at(ring, (i + 1) % ring.length);
    const raw = normalize([after[1] - before[1], before[0] - after[0], 0]);
    const outwards = raw[0] * (p[0] - center[0]) + raw[1] * (p[1] - center[1]) < 0 ? scale(raw, -1) : raw;
    const { position, normal } = at(lifted, i);
    const influences = weigh(position);
    addVertex(side, {
      position: at(top.vertices, i).position,
      normal: normalize(along(outwards, normal, 0.5)),
      uv: paletteUv(color, 0.9),
      influences,
    });
    addVertex(side, {
      position: along(along(position, normal, gap - 0.004), outwards, 0.0008),
      normal: outwards,
      uv: paletteUv(color, 0.45),
      influences,
    });
    const next = ((i + 1) % ring.length) * 2;
    addQuad(side, 2 * i, next, 2 * i + 1, next + 1);
  });
  return mergeGeometry(oriented(top), oriented(side));
}

const meanOf = (ring: readonly Vec2[], axis: 0 | 1): number =>
  ring.reduce((sum, p) => sum + p[axis], 0) / ring.length;

function innerPoints(ring: readonly Vec2[], spacing: number): Vec2[] {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  const points: Vec2[] = [];
  for (let y = Math.min(...ys); y < Math.max(...ys); y += spacing * 0.9) {
    for (let x = Math.min(...xs); x < Math.max(...xs); x += spacing) {
      const isClear = ring.every((p) => Math.hypot(p[0] - x, p[1] - y) > spacing * 0.55);
      if (isClear && insidePolygon([x, y], ring)) points.push([x, y]);
    }
  }
  return points;
}

/** A closed band: the cross-section `around(angle, 0..1)` swept once round, in `pieces` steps. */
export function band(
  pieces: number,
  sections: number,
  around: (angle: number, t: number) => Vec3,
  normalAt: (angle: number, t: number) => Vec3,
  color: PaletteColor,
  weigh: Weigh,
): Geometry {
  const g = emptyGeometry();
  for (let i = 0; i <= pieces; i++) {
    const angle = (i / pieces) * 2 * Math.PI;
    for (let k = 0; k <= sections; k++) {
      const t = k / sections;
      const position = around(angle, t);
      addVertex(g, {
        position,
        normal: normalize(normalAt(angle, t)),
        uv: paletteUv(color, 0.55 + 0.45 * t),
        influences: weigh(position),
      });
    }
  }
  const row = sections + 1;
  for (let i = 0; i < pieces; i++)
    for (let k = 0; k < sections; k++) {
      const a = i * row + k;
      addQuad(g, a, a + row, a + 1, a + row + 1);
    }
  return oriented(g);
}
