import { z } from 'zod';
import { HUMAN_BONES, REQUIRED_BONES } from '../vrm/human-bones.ts';

/**
 * What the VRM 1.0 specification asks of the blocks we write, and what of it our files use: unknown keys are
 * refused. glTF validators do not look into these extensions.
 */
const node = z.int().min(0);
const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const color = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1), z.number().min(0).max(1)]);
const texture = z.strictObject({ index: z.int().min(0) });
const override = z.enum(['none', 'block', 'blend']);
const boneNames = new Set<string>(HUMAN_BONES);
const humanBones = z
  .record(z.string(), z.strictObject({ node }))
  .refine(
    (bones) => Object.keys(bones).every((name) => boneNames.has(name)),
    'a name that is no humanoid bone',
  )
  .refine((bones) => REQUIRED_BONES.every((name) => name in bones), 'a required bone is missing')
  .refine((bones) => {
    const nodes = Object.values(bones).map((bone) => bone.node);
    return new Set(nodes).size === nodes.length;
  }, 'two bones share a node');

const expression = z.strictObject({
  isBinary: z.boolean(),
  morphTargetBinds: z
    .array(z.strictObject({ node, index: z.int().min(0), weight: z.number().gt(0).max(1) }))
    .min(1)
    .optional(),
  overrideBlink: override,
  overrideLookAt: override,
  overrideMouth: z.literal('none'),
});

const PRESETS = [
  ...['happy', 'angry', 'sad', 'relaxed', 'surprised', 'neutral'],
  ...['aa', 'ih', 'ou', 'ee', 'oh', 'blink', 'blinkLeft', 'blinkRight'],
] as const;
const rangeMap = z.strictObject({ inputMaxValue: z.number().gt(0).max(180), outputScale: z.number().gt(0) });

export const VrmBlock = z.strictObject({
  specVersion: z.literal('1.0'),
  meta: z.strictObject({
    name: z.string().min(1),
    version: z.string(),
    authors: z.array(z.string()).min(1),
    licenseUrl: z.literal('https://vrm.dev/licenses/1.0/'),
    otherLicenseUrl: z.url(),
    avatarPermission: z.literal('everyone'),
    commercialUsage: z.literal('corporation'),
    creditNotation: z.literal('unnecessary'),
    allowRedistribution: z.literal(true),
    modification: z.literal('allowModificationRedistribution'),
  }),
  humanoid: z.strictObject({ humanBones }),
  firstPerson: z.strictObject({
    meshAnnotations: z
      .array(z.strictObject({ node, type: z.enum(['auto', 'both', 'thirdPersonOnly', 'firstPersonOnly']) }))
      .min(1),
  }),
  expressions: z.strictObject({
    preset: z.strictObject(Object.fromEntries(PRESETS.map((name) => [name, expression]))),
    custom: z.strictObject({ closed: expression }),
  }),
  lookAt: z.strictObject({
    type: z.literal('bone'),
    offsetFromHeadBone: vec3,
    rangeMapHorizontalInner: rangeMap,
    rangeMapHorizontalOuter: rangeMap,
    rangeMapVerticalDown: rangeMap,
    rangeMapVerticalUp: rangeMap,
  }),
});
export type VrmBlock = z.infer<typeof VrmBlock>;

const shape = z.union([
  z.strictObject({ sphere: z.strictObject({ offset: vec3, radius: z.number().gt(0) }) }),
  z.strictObject({ capsule: z.strictObject({ offset: vec3, tail: vec3, radius: z.number().gt(0) }) }),
]);
export const SpringBoneBlock = z.strictObject({
  specVersion: z.literal('1.0'),
  colliders: z.array(z.strictObject({ node, shape })).min(1),
  colliderGroups: z.array(z.strictObject({ name: z.string(), colliders: z.array(z.int().min(0)).min(1) })),
  springs: z
    .array(
      z.strictObject({
        name: z.string(),
        joints: z
          .array(
            z.strictObject({
              node,
              hitRadius: z.number().min(0),
              stiffness: z.number().min(0),
              gravityPower: z.number().min(0),
              gravityDir: vec3,
              dragForce: z.number().min(0).max(1),
            }),
          )
          .min(2),
        colliderGroups: z.array(z.int().min(0)),
      }),
    )
    .min(1),
});

export const MtoonBlock = z
  .strictObject({
    specVersion: z.literal('1.0'),
    shadeColorFactor: color,
    shadeMultiplyTexture: texture,
    shadingToonyFactor: z.number().min(0).max(1),
    shadingShiftFactor: z.number().min(-1).max(1),
    giEqualizationFactor: z.number().min(0).max(1),
    parametricRimColorFactor: color,
    parametricRimFresnelPowerFactor: z.number().min(0),
    parametricRimLiftFactor: z.number(),
    rimLightingMixFactor: z.number().min(0).max(1),
    outlineWidthMode: z.enum(['none', 'worldCoordinates', 'screenCoordinates']),
    outlineWidthFactor: z.number().min(0).optional(),
    outlineWidthMultiplyTexture: texture.optional(),
    outlineColorFactor: color.optional(),
    outlineLightingMixFactor: z.number().min(0).max(1).optional(),
  })
  .refine((toon) => toon.outlineWidthMode === 'none' || toon.outlineWidthFactor !== undefined, 'no width');

export const RollConstraintBlock = z.strictObject({
  specVersion: z.literal('1.0'),
  constraint: z.strictObject({
    roll: z.strictObject({
      source: node,
      rollAxis: z.enum(['X', 'Y', 'Z']),
      weight: z.number().min(0).max(1),
    }),
  }),
});

export const VrmAnimationBlock = z.strictObject({
  specVersion: z.literal('1.0'),
  humanoid: z.strictObject({
    humanBones: humanBones.refine(
      (bones) => !('leftEye' in bones || 'rightEye' in bones),
      'eyes are for gaze',
    ),
  }),
  expressions: z
    .strictObject({
      preset: z.strictObject({
        happy: z.strictObject({ node }).optional(),
        blink: z.strictObject({ node }).optional(),
      }),
    })
    .optional(),
});
