import type { Body } from '../body/body.ts';
import { type Geometry, mergeGeometry } from '../geometry.ts';
import { MORPH_NAMES } from '../head/expressions.ts';
import { BONES } from '../skeleton.ts';
import { decimate } from './decimate.ts';
import { buildExpressions } from './expressions.ts';
import { GlbBuffer, type JsonObject } from './glb.ts';
import { buildMaterials, type MaterialName, materialIndex } from './materials.ts';
import { buildPrimitive } from './primitive.ts';
import { buildBoneNodes, buildHumanoid, buildSkin, buildSpringBones } from './rig.ts';

/** Geometry of the whole character in the T-pose. */
export interface CharacterGeometry {
  skin: Geometry;
  parts: Geometry;
  hair: Geometry;
  body: Body;
}

export interface CharacterOptions {
  /** Outlines look better and double what there is to draw. */
  outline: boolean;
  /** Share of the body's triangles that is kept. */
  bodyRatio: number;
}

/** The only licence text VRM 1.0 loaders accept. */
const LICENSE_URL = 'https://vrm.dev/licenses/1.0/';

const META: JsonObject = {
  name: 'Yunting receptionist',
  version: '1.0',
  authors: ['The Yunting project'],
  licenseUrl: LICENSE_URL,
  otherLicenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  avatarPermission: 'everyone',
  commercialUsage: 'corporation',
  creditNotation: 'unnecessary',
  allowRedistribution: true,
  modification: 'allowModificationRedistribution',
};

/** Degrees the eyes turn for a target 90° away. */
const lookRange = (degrees: number): JsonObject => ({ inputMaxValue: 90, outputScale: degrees });

/** A VRM 1.0 file. */
export async function encodeCharacter(
  geometry: CharacterGeometry,
  { outline, bodyRatio }: CharacterOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new GlbBuffer();
  const solids = await decimate(geometry.body.solids, bodyRatio);
  const primitive = (g: Geometry, material: MaterialName, targets: readonly string[] = []): JsonObject =>
    buildPrimitive(buffer, g, materialIndex(material), targets);
  const meshes: JsonObject[] = [
    {
      name: 'Face',
      primitives: [
        primitive(geometry.skin, 'skin', MORPH_NAMES),
        primitive(geometry.parts, 'parts', MORPH_NAMES),
      ],
      weights: MORPH_NAMES.map(() => 0),
      extras: { targetNames: MORPH_NAMES },
    },
    { name: 'Hair', primitives: [primitive(geometry.hair, 'hair')] },
    { name: 'Body', primitives: [primitive(mergeGeometry(solids, geometry.body.details), 'body')] },
  ];
  const meshNodes = meshes.map((mesh, i): JsonObject => ({ name: mesh.name ?? '', mesh: i, skin: 0 }));
  const [faceNode, hairNode, bodyNode] = [BONES.length, BONES.length + 1, BONES.length + 2];
  return buffer.encode({
    asset: { version: '2.0', generator: 'yunting avatar', copyright: 'CC0 1.0' },
    scene: 0,
    scenes: [{ name: 'Receptionist', nodes: [0, faceNode, hairNode, bodyNode] }],
    nodes: [...buildBoneNodes(), ...meshNodes],
    meshes,
    skins: [buildSkin(buffer)],
    ...buildMaterials(buffer, outline),
    extensionsUsed: ['VRMC_vrm', 'VRMC_springBone', 'VRMC_materials_mtoon', 'VRMC_node_constraint'],
    extensions: {
      VRMC_vrm: {
        specVersion: '1.0',
        meta: META,
        humanoid: buildHumanoid(),
        firstPerson: {
          meshAnnotations: [
            { node: faceNode, type: 'thirdPersonOnly' },
            { node: hairNode, type: 'thirdPersonOnly' },
            { node: bodyNode, type: 'auto' },
          ],
        },
        expressions: buildExpressions(faceNode),
        lookAt: {
          type: 'bone',
          offsetFromHeadBone: [0, 0.078, 0.06],
          rangeMapHorizontalInner: lookRange(7),
          rangeMapHorizontalOuter: lookRange(7),
          rangeMapVerticalDown: lookRange(6),
          rangeMapVerticalUp: lookRange(6),
        },
      },
      VRMC_springBone: buildSpringBones(),
    },
  });
}
