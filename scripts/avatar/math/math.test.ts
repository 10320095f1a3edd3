import { describe, expect, it } from 'vitest';
import { catmullRom, lookUp, seededRandom } from './curve.ts';
import { disc, insidePolygon, ribbon } from './polygon.ts';
import { ellipsoid, marchIn, marchOut, sphere } from './sdf.ts';
import { surfaceNets } from './surface-nets.ts';
import {
  applyPoint,
  axisAngle,
  basisQuat,
  euler,
  invert,
  multiplyAffine,
  rigid,
  twistX,
} from './transform.ts';
import { at, cross, distance, dot, length, normalize, sub, type Vec3 } from './vector.ts';

const close = (a: Vec3, b: Vec3): void => {
  expect(distance(a, b)).toBeLessThan(1e-9);
};

describe('transforms', () => {
  it('inverts what it composes', () => {
    const m = multiplyAffine(rigid([1, 2, 3], euler(20, -40, 70)), rigid([0.1, 0, -0.4], euler(5, 6, 7)));
    close(applyPoint(invert(m), applyPoint(m, [0.3, -0.2, 0.9])), [0.3, -0.2, 0.9]);
  });

  it('finds the rotation of a basis, also past 180° of trace', () => {
    for (const q of [euler(10, 20, 30), euler(170, 5, 3), euler(4, 175, 2), euler(3, 2, 178)]) {
      const { x, y, z } = rigid([0, 0, 0], q);
      const again = rigid([0, 0, 0], basisQuat(x, y, z));
      close(again.x, x);
      close(again.z, z);
    }
  });

  it('reads the turn about X', () => {
    expect(twistX(axisAngle([1, 0, 0], 50))).toBeCloseTo(50);
    expect(twistX(axisAngle([0, 1, 0], 50))).toBeCloseTo(0);
  });
});

describe('surface nets', () => {
  it('puts every vertex on the surface and faces every triangle outwards', () => {
    const surface = surfaceNets(sphere([0, 0, 0], 1), [-1.3, -1.3, -1.3], [1.3, 1.3, 1.3], 0.2);
    expect(surface.positions.length).toBeGreaterThan(300);
    for (const p of surface.positions) expect(length(p)).toBeCloseTo(1, 3);
    for (let i = 0; i < surface.indices.length; i += 3) {
      const corner = (k: number): Vec3 => at(surface.positions, at(surface.indices, i + k));
      const facing = cross(sub(corner(1), corner(0)), sub(corner(2), corner(0)));
      expect(dot(facing, corner(0))).toBeGreaterThan(0);
    }
  });

  it('leaves no hole: every edge belongs to two triangles', () => {
    const { indices } = surfaceNets(ellipsoid([0, 0, 0], [1, 0.6, 0.8]), [-1.3, -1, -1], [1.3, 1, 1], 0.17);
    const uses = new Map<string, number>();
    for (let i = 0; i < indices.length; i += 3)
      for (const [a, b] of [
        [0, 1],
        [1, 2],
        [2, 0],
      ] as const) {
        const [from, to] = [at(indices, i + a), at(indices, i + b)];
        const key = from < to ? `${from} ${to}` : `${to} ${from}`;
        uses.set(key, (uses.get(key) ?? 0) + 1);
      }
    expect(new Set(uses.values())).toEqual(new Set([2]));
  });
});

describe('rays', () => {
  it('enter and leave a solid at its surface, and miss what is not there', () => {
    const ball = sphere([0, 0, 0], 1);
    expect(distance(marchOut(ball, [0, 0, 0], [0, 1, 0], 3), [0, 1, 0])).toBeLessThan(1e-6);
    expect(distance(marchIn(ball, [0, 0, 3], [0, 0, -1], 5) ?? [0, 0, 0], [0, 0, 1])).toBeLessThan(1e-6);
    expect(marchIn(ball, [2, 0, 3], [0, 0, -1], 5)).toBeNull();
  });
});

describe('curves and polygons', () => {
  it('pass through their points', () => {
    close(
      catmullRom(
        [
          [0, 0, 0],
          [1, 2, 0],
          [2, 0, 0],
        ],
        0.5,
      ),
      [1, 2, 0],
    );
    const rows = [
      [0, 1],
      [1, 3],
      [2, 2],
    ];
    expect([lookUp(rows, -1, 1), lookUp(rows, 1, 1), lookUp(rows, 9, 1)]).toEqual([1, 3, 2]);
  });

  it('know their inside', () => {
    expect(insidePolygon([0.1, 0.1], disc(0, 0, 1))).toBe(true);
    expect(insidePolygon([0.99, 0.4], disc(0, 0, 1))).toBe(false);
    const line = ribbon(
      [
        [0, 0],
        [1, 0],
      ],
      0.1,
    );
    expect(insidePolygon([0.5, 0.05], line)).toBe(true);
    expect(insidePolygon([0.5, 0.15], line)).toBe(false);
  });

  it('scatter alike every time', () => {
    const [a, b] = [seededRandom(5), seededRandom(5)];
    expect(Array.from({ length: 5 }, a)).toEqual(Array.from({ length: 5 }, b));
    expect(normalize([0, 0, 0])).toEqual([0, 0, 0]);
  });
});
