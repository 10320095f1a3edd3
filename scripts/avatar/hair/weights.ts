import type { Influence } from '../geometry.ts';
import { smoothstep, type Vec3 } from '../math/vector.ts';
import { boneIndex, HAIR_AXIS_Z, HAIR_AZIMUTHS, HAIR_HEIGHTS, hairBone } from '../skeleton.ts';

const [TOP, MIDDLE] = HAIR_HEIGHTS;

/** Head space. The head alone above the spring chains; below, the two nearest chains share the hair. */
export function hairInfluences(p: Vec3): Influence[] {
  if (p[1] > TOP + 0.02) return [[boneIndex('head'), 1]];
  const azimuth = (Math.atan2(p[0], p[2] - HAIR_AXIS_Z) * 180) / Math.PI;
  const [nearest, second] = HAIR_AZIMUTHS.map((chainAzimuth, chain) => {
    const difference = Math.abs(azimuth - chainAzimuth) % 360;
    return { chain, away: Math.min(difference, 360 - difference) };
  }).sort((a, b) => a.away - b.away);
  if (!nearest || !second) return [[boneIndex('head'), 1]];
  const share = smoothstep(0.35, 0.65, second.away / (nearest.away + second.away + 1e-6));
  const loose = smoothstep(TOP + 0.02, TOP - 0.012, p[1]);
  const lower = smoothstep(MIDDLE + 0.02, MIDDLE - 0.016, p[1]);
  const chainShare = (chain: number, part: number): Influence[] => [
    [boneIndex(hairBone(chain, 0)), loose * (1 - lower) * part],
    [boneIndex(hairBone(chain, 1)), loose * lower * part],
  ];
  return [
    [boneIndex('head'), 1 - loose],
    ...chainShare(nearest.chain, share),
    ...chainShare(second.chain, 1 - share),
  ];
}
