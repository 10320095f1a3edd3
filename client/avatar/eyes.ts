import { type VRM, type VRMLookAt, VRMLookAtBoneApplier, type VRMLookAtRangeMap } from '@pixiv/three-vrm';
import type { Vector3 } from 'three';
import { clamp, smoothstep } from './ease.ts';
import type { Direction } from './gaze.ts';

/** Eyes are turned to their limit when looking this far aside, degrees; further, the head must help. */
const EYE_LIMIT_DEG = 25;
/** Eyes that would have to roll this far up or down rest instead: she does not stare from under a bow. */
const STRAIN_DEG = { begins: 12, full: 26 };

/** Looks at `target` (world), `offset` aside. Call it after the head was posed. */
export type AimEyes = (target: Vector3, offset: Readonly<Direction>) => void;

/**
 * Degrees to hand to a look-at range map so that the eyes turn as far as the gaze does, or, where the model does not
 * allow that much, reach its limit at `EYE_LIMIT_DEG`. By the plain range map of many models (90° → 10°) an eye
 * contact of ten degrees would move the iris by one.
 */
export function rangeInput(
  degrees: number,
  { inputMaxValue, outputScale }: Pick<VRMLookAtRangeMap, 'inputMaxValue' | 'outputScale'>,
  unit: 'degrees' | 'weight',
): number {
  if (outputScale <= 0) return 0;
  const wanted = clamp(degrees, -EYE_LIMIT_DEG, EYE_LIMIT_DEG);
  const share =
    unit === 'weight'
      ? wanted / EYE_LIMIT_DEG
      : (wanted * Math.min(1, outputScale / EYE_LIMIT_DEG)) / outputScale;
  return share * inputMaxValue;
}

function aim(lookAt: VRMLookAt): AimEyes {
  const { applier } = lookAt;
  const unit = applier instanceof VRMLookAtBoneApplier ? 'degrees' : 'weight';
  const maps = applier as Partial<VRMLookAtBoneApplier>;
  const horizontal = maps.rangeMapHorizontalOuter ?? { inputMaxValue: 90, outputScale: 1 };
  const vertical = maps.rangeMapVerticalUp ?? { inputMaxValue: 90, outputScale: 1 };
  lookAt.autoUpdate = false;
  return (target, offset) => {
    lookAt.lookAt(target);
    const { yaw, pitch } = lookAt;
    const strain = (Math.abs(pitch) - STRAIN_DEG.begins) / (STRAIN_DEG.full - STRAIN_DEG.begins);
    const contact = 1 - smoothstep(strain);
    lookAt.yaw = rangeInput((yaw + offset.yaw) * contact, horizontal, unit);
    lookAt.pitch = rangeInput((pitch + offset.pitch) * contact, vertical, unit);
  };
}

/** The eyes of a character; those of a model without look-at stay as they are. */
export function createEyes({ lookAt }: VRM): AimEyes {
  return lookAt ? aim(lookAt) : () => undefined;
}
