import { type Geometry, type Influence, mapVertices, mergeGeometry } from '../geometry.ts';
import { headSdf } from '../head/shape.ts';
import { HEAD_ONLY } from '../head/vertex.ts';
import { ellipsoid, mirrored, type Sdf, smoothMax, smoothMin, taperedCapsule, union } from '../math/sdf.ts';
import { normalize, type Vec3 } from '../math/vector.ts';
import { bonePosition, fromHeadSpace, HEAD_SCALE, toHeadSpace } from '../skeleton.ts';
import { chainInfluences, toBindPose } from '../skinning.ts';
import { clip, meshSolid } from './cloth.ts';
import { buildHands } from './hands.ts';
import { buildLowerBody } from './legs.ts';
import { isSleeve, jacket, jacketInfluences, pastSleeveHem, skirt, trunk } from './torso.ts';
import { buildTrim, collarInfluences } from './uniform.ts';

/** Geometry in the T-pose. `solids` may be decimated, `details` may not: badges and lips of cloth would melt. */
export interface Body {
  solids: Geometry;
  details: Geometry;
}

const head: Sdf = (p) => headSdf(toHeadSpace(p)) * HEAD_SCALE;
const JACKET_HEM_Y = 0.818;

export function buildBody(): Body {
  const dressed = union(jacket, skirt, head);
  return {
    solids: mergeGeometry(
      toBindPose(mergeGeometry(buildJacket(dressed), buildLowerBody(dressed), buildNeck(), buildScarf())),
      buildEars(),
      buildHands(),
    ),
    details: toBindPose(buildTrim()),
  };
}

function buildJacket(occluders: Sdf): Geometry {
  const whole = meshSolid({
    shape: jacket,
    low: [-0.37, 0.755, -0.17],
    high: [0.37, 1.36, 0.19],
    cell: 0.0115,
    color: 'jacket',
    weigh: jacketInfluences,
    occluders,
    reach: 0.09,
  });
  const hemmed = clip(
    whole,
    (p) => (isSleeve(p) ? null : { past: JACKET_HEM_Y - p[1], normal: [0, -1, 0] }),
    jacketInfluences,
  );
  return clip(hemmed, (p) => (isSleeve(p) ? pastSleeveHem(p) : null), jacketInfluences);
}

const neckColumn = taperedCapsule([0, 1.284, -0.026], [0, 1.405, -0.014], 0.0405, 0.0365);
const neckBase = ellipsoid([0, 1.281, -0.022], [0.085, 0.025, 0.05]);
const neck: Sdf = (p) => smoothMin(neckColumn(p), neckBase(p), 0.03);

const neckInfluences = (p: Vec3): Influence[] =>
  chainInfluences(p, [
    { bone: 'upperChest', joint: [0, 0, 0], direction: [0, 1, 0], width: 0 },
    { bone: 'neck', joint: bonePosition('neck'), direction: normalize([0, 1, -0.1]), width: 0.025 },
    { bone: 'head', joint: bonePosition('head'), direction: normalize([0, 1, 0.25]), width: 0.022 },
  ]);

const buildNeck = (): Geometry =>
  meshSolid({
    shape: neck,
    low: [-0.1, 1.255, -0.09],
    high: [0.1, 1.45, 0.06],
    cell: 0.009,
    color: 'skin',
    weigh: neckInfluences,
    occluders: union(neck, head),
    reach: 0.07,
  });

const knot = ellipsoid([0.014, 1.2985, 0.056], [0.0135, 0.012, 0.012]);
const knotRoot = taperedCapsule([0.004, 1.313, 0.03], [0.014, 1.299, 0.052], 0.0085, 0.0095);
/** A ring that leans forward around the neck, tied at the front. */
const scarf: Sdf = (p) => {
  const x = p[0];
  const y = p[1] - 1.324 + 0.22 * (p[2] + 0.024);
  const z = p[2] + 0.022;
  const ring = Math.hypot(Math.hypot(x, z * 1.02) - 0.0485, y * 0.58) - 0.0098;
  return smoothMin(ring, smoothMin(knot(p), knotRoot(p), 0.01), 0.01);
};

const buildScarf = (): Geometry =>
  meshSolid({
    shape: scarf,
    low: [-0.09, 1.255, -0.1],
    high: [0.1, 1.365, 0.12],
    cell: 0.0048,
    color: 'teal',
    weigh: collarInfluences,
    occluders: union(scarf, trunk, head),
    reach: 0.03,
  });

const EAR_CENTER: Vec3 = [0.0745, 1.4525, -0.01];
const EAR_TURN = 0.35;
const earBody = ellipsoid([0, 0, 0], [0.008, 0.026, 0.0155]);
const earHollow = ellipsoid([0.008, 0.003, 0.002], [0.006, 0.017, 0.009]);
const ears: Sdf = mirrored((p) => {
  const x = p[0] - EAR_CENTER[0];
  const z = p[2] - EAR_CENTER[2];
  const turned: Vec3 = [
    x * Math.cos(EAR_TURN) + z * Math.sin(EAR_TURN),
    p[1] - EAR_CENTER[1],
    z * Math.cos(EAR_TURN) - x * Math.sin(EAR_TURN),
  ];
  return smoothMax(earBody(turned), -earHollow(turned), 0.004);
});

function buildEars(): Geometry {
  const inHeadSpace = meshSolid({
    shape: ears,
    low: [-0.1, 1.41, -0.045],
    high: [0.1, 1.49, 0.025],
    cell: 0.0046,
    color: 'skin',
    weigh: () => [...HEAD_ONLY],
    occluders: ears,
    reach: 0.06,
  });
  return mapVertices(inHeadSpace, (vertex) => ({ ...vertex, position: fromHeadSpace(vertex.position) }));
}
