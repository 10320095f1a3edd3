import {
  addGrid,
  addQuad,
  addVertex,
  emptyGeometry,
  type Geometry,
  mergeGeometry,
  oriented,
} from '../geometry.ts';
import { at, mix, smoothstep, type Vec2, type Vec3 } from '../math/vector.ts';
import { type FaceShape, MORPH_NAMES, MORPHS } from './expressions.ts';
import { buildEye, fitEyeSphere } from './eye.ts';
import { cosineSamples, EYE_HALF_WIDTH, EYE_X, EYE_Y, lowerLid, MOUTH_Y, upperLid } from './features.ts';
import { onFace } from './shape.ts';
import { faceVertex, HEAD_ONLY } from './vertex.ts';
import type { Layer } from './warp.ts';

/** Cells of flat colour in the right quarter of the face parts' texture. */
export const PART_CELLS = {
  lash: [0.78, 0.06],
  brow: [0.78, 0.19],
  mouth: [0.78, 0.31],
  teeth: [0.78, 0.44],
  tongue: [0.78, 0.56],
  lowerLash: [0.78, 0.69],
  rim: [0.78, 0.82],
} as const satisfies Readonly<Record<string, Vec2>>;
export type PartCell = keyof typeof PART_CELLS;

/** Eyes, lashes, brows, lid rims and the inside of the mouth, in head space. */
export function buildFaceParts(): Geometry {
  const sphere = fitEyeSphere();
  const eyes = ([1, -1] as const).flatMap((side) => [
    buildEye(side, sphere),
    lidRim(side, upperLid),
    lidRim(side, lowerLid),
    upperLash(side),
    lowerLash(side),
    brow(side),
  ]);
  const mouth = [
    bowl({ y: MOUTH_Y - 0.004, rx: 0.024, ry: 0.02, depth: 0.0095, cell: 'mouth', jawShare: 0 }),
    bowl({ y: MOUTH_Y + 0.0042, rx: 0.0145, ry: 0.004, depth: 0.0045, cell: 'teeth', jawShare: 0 }),
    bowl({ y: MOUTH_Y - 0.012, rx: 0.0105, ry: 0.0055, depth: 0.006, cell: 'tongue', jawShare: 0.6 }),
  ];
  return oriented(mergeGeometry(...eyes, ...mouth));
}

interface Strip {
  pieces: number;
  /** Both edges at t in 0..1, front view. */
  edges: (t: number) => readonly [Vec2, Vec2];
  /** Height of each edge above the skin. */
  heights: Vec2;
  cell: PartCell;
  layer?: Layer;
}

function strip({ pieces, edges, heights, cell, layer = 'skin' }: Strip): Geometry {
  const geometry = emptyGeometry();
  const uv = PART_CELLS[cell];
  for (let i = 0; i <= pieces; i++) {
    const [a, b] = edges(i / pieces);
    addVertex(geometry, faceVertex({ x: a[0], y: a[1], height: heights[0], uv, layer }));
    addVertex(geometry, faceVertex({ x: b[0], y: b[1], height: heights[1], uv, layer }));
    if (i > 0) addQuad(geometry, 2 * i - 2, 2 * i, 2 * i - 1, 2 * i + 1);
  }
  return geometry;
}

/** Gives the eye opening a thickness, so that oblique views never look through the gap beside the eyeball. */
function lidRim(side: 1 | -1, lid: (x: number) => number): Geometry {
  const samples = cosineSamples(20);
  const last = samples.length - 1;
  return strip({
    pieces: last,
    edges: (t) => {
      const x = at(samples, Math.round(t * last)) * EYE_HALF_WIDTH;
      const edge: Vec2 = [side * (EYE_X + x), EYE_Y + lid(x)];
      return [edge, edge];
    },
    heights: [0, -0.0034],
    cell: 'rim',
  });
}

function upperLash(side: 1 | -1): Geometry {
  return strip({
    pieces: 26,
    edges: (t) => {
      const x = mix(-EYE_HALF_WIDTH * 0.99, EYE_HALF_WIDTH + 0.0035, t);
      const wing = Math.max(0, x - EYE_HALF_WIDTH) * 0.9;
      const y = upperLid(Math.min(x, EYE_HALF_WIDTH)) + wing;
      const taper = (1 - smoothstep(0.9, 1, t)) * smoothstep(-0.02, 0.12, t);
      const thickness = (0.0011 + 0.0026 * smoothstep(0.05, 0.75, t)) * taper;
      const overhang = 0.0006 * (1 - smoothstep(0.85, 1, t));
      return [
        [side * (EYE_X + x), EYE_Y + y - overhang],
        [side * (EYE_X + x + 0.0002), EYE_Y + y + thickness],
      ];
    },
    heights: [0.0011, 0.0011],
    cell: 'lash',
  });
}

function lowerLash(side: 1 | -1): Geometry {
  return strip({
    pieces: 14,
    edges: (t) => {
      const x = mix(-EYE_HALF_WIDTH * 0.35, EYE_HALF_WIDTH * 0.97, t);
      const y = EYE_Y + lowerLid(x);
      const thickness = 0.0008 * Math.sin(Math.PI * Math.min(1, t * 0.75 + 0.2));
      return [
        [side * (EYE_X + x), y + 0.0001],
        [side * (EYE_X + x), y - thickness],
      ];
    },
    heights: [0.0008, 0.0008],
    cell: 'lowerLash',
  });
}

function brow(side: 1 | -1): Geometry {
  return strip({
    pieces: 14,
    edges: (t) => {
      const x = side * mix(0.0125, 0.05, t);
      const arch = 0.0048 * Math.sin(Math.PI * t ** 0.85 * 0.82) - 0.003 * t;
      const y = EYE_Y + BROW_BASE + arch;
      const half = 0.002 * (1 - t) ** 0.55 * (0.1 + 0.9 * smoothstep(0, 0.2, t)) + 0.00015;
      return [
        [x, y - half],
        [x, y + half],
      ];
    },
    heights: [0.0016, 0.0016],
    cell: 'brow',
    layer: 'brow',
  });
}
const BROW_BASE = 0.0235;

interface Bowl {
  y: number;
  rx: number;
  ry: number;
  /** Behind the skin. */
  depth: number;
  cell: PartCell;
  /** How far it follows the jaw. */
  jawShare: number;
}

/** A curved patch behind the lips. */
function bowl({ y, rx, ry, depth, cell, jawShare }: Bowl): Geometry {
  const morphs: Record<string, Vec3> = {};
  for (const name of MORPH_NAMES) {
    const shape: FaceShape = MORPHS[name];
    const drop = (shape.jaw ?? 0) * jawShare;
    if (drop !== 0) morphs[name] = [0, -drop, 0];
  }
  const geometry = emptyGeometry();
  addGrid(geometry, 6, 10, (row, column) => {
    const u = column / 5 - 1;
    const v = row / 3 - 1;
    return {
      position: onFace(
        u * rx * Math.sqrt(Math.max(0.05, 1 - v * v * 0.6)),
        y + v * ry,
        -depth * (1 - 0.25 * u * u),
      ),
      normal: [0, 0.1, 1],
      uv: PART_CELLS[cell],
      influences: HEAD_ONLY,
      morphs,
    };
  });
  return geometry;
}
