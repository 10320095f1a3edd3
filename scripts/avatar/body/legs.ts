import { type Geometry, type Influence, mergeGeometry } from '../geometry.ts';
import {
  ellipsoid,
  mirrored,
  roundedBox,
  type Sdf,
  smoothMax,
  smoothMin,
  smoothUnion,
  taperedCapsule,
} from '../math/sdf.ts';
import { smoothstep, type Vec3 } from '../math/vector.ts';
import { boneIndex, bonePosition } from '../skeleton.ts';
import { chainInfluences } from '../skinning.ts';
import { clip, meshSolid } from './cloth.ts';
import { skirt } from './torso.ts';

const leg: Sdf = mirrored(
  smoothUnion(
    0.03,
    taperedCapsule([0.078, 0.62, 0.002], [0.078, 0.465, 0.004], 0.062, 0.047),
    ellipsoid([0.078, 0.345, -0.016], [0.044, 0.12, 0.047]),
    taperedCapsule([0.078, 0.44, 0], [0.078, 0.09, -0.018], 0.043, 0.029),
  ),
);

const toeCap = ellipsoid([0.078, 0.03, 0.06], [0.038, 0.026, 0.07]);
const heelCup = ellipsoid([0.078, 0.048, -0.025], [0.031, 0.036, 0.044]);
const opening = ellipsoid([0.078, 0.082, 0.01], [0.03, 0.038, 0.055]);
const heel = roundedBox([0.078, 0.018, -0.045], [0.018, 0.02, 0.016], 0.006);
const pump: Sdf = mirrored((p) => {
  const upper = smoothMax(smoothMin(toeCap(p), heelCup(p), 0.03), -opening(p), 0.008);
  return smoothMax(Math.min(upper, heel(p)), 0.001 - p[1], 0.004);
});

const DOWN: Vec3 = [0, -1, 0];
function legInfluences(p: Vec3): Influence[] {
  const side = p[0] >= 0 ? 'left' : 'right';
  const link = (bone: string, direction: Vec3, width: number) => ({
    bone: `${side}${bone}`,
    joint: bonePosition(`${side}${bone}`),
    direction,
    width,
  });
  return chainInfluences(p, [
    { bone: 'hips', joint: [0, 0, 0], direction: DOWN, width: 0 },
    link('UpperLeg', DOWN, 0.07),
    link('LowerLeg', DOWN, 0.04),
    link('Foot', [0, -Math.SQRT1_2, Math.SQRT1_2], 0.03),
    link('Toes', [0, 0, 1], 0.02),
  ]);
}

/** The skirt follows hips and, towards its hem, both thighs. */
function skirtInfluences(p: Vec3): Influence[] {
  const thigh = 0.85 * smoothstep(0.88, 0.66, p[1]);
  const left = smoothstep(-0.07, 0.07, p[0]);
  return [
    [boneIndex('hips'), 1 - thigh],
    [boneIndex('leftUpperLeg'), thigh * left],
    [boneIndex('rightUpperLeg'), thigh * (1 - left)],
  ];
}

const SKIRT_HEM_Y = 0.525;

/** Skirt, legs and shoes. */
export function buildLowerBody(occluders: Sdf): Geometry {
  const wholeSkirt = meshSolid({
    shape: skirt,
    low: [-0.2, 0.46, -0.16],
    high: [0.2, 0.9, 0.16],
    cell: 0.018,
    color: 'jacketDark',
    weigh: skirtInfluences,
    occluders,
    reach: 0.06,
  });
  const hemmed = clip(wholeSkirt, (p) => ({ past: SKIRT_HEM_Y - p[1], normal: DOWN }), skirtInfluences);
  const legs = meshSolid({
    shape: leg,
    low: [-0.16, 0.05, -0.09],
    high: [0.16, 0.58, 0.09],
    cell: 0.016,
    color: 'tights',
    weigh: legInfluences,
    occluders: leg,
    reach: 0.06,
  });
  const shoes = meshSolid({
    shape: pump,
    low: [-0.14, -0.01, -0.09],
    high: [0.14, 0.11, 0.15],
    cell: 0.009,
    color: 'ink',
    weigh: legInfluences,
    occluders: pump,
    reach: 0.06,
  });
  return mergeGeometry(hemmed, legs, shoes);
}
