import { paintPalette } from '../textures/cloth.ts';
import { linear } from '../textures/color.ts';
import { paintHair } from '../textures/hair.ts';
import { paintParts } from '../textures/parts.ts';
import { encodePng, type Image } from '../textures/png.ts';
import { paintOutlineMask, paintSkin } from '../textures/skin.ts';
import type { GlbBuffer, JsonObject } from './glb.ts';

/** In the order of the file's textures. */
const TEXTURES: readonly (readonly [name: string, paint: () => Image])[] = [
  ['face', () => paintSkin(512)],
  ['parts', () => paintParts(512)],
  ['hair', () => paintHair(256, false)],
  ['hair-shade', () => paintHair(256, true)],
  ['palette', () => paintPalette(false)],
  ['palette-shade', () => paintPalette(true)],
  ['outline-mask', () => paintOutlineMask(128)],
];
const texture = (name: string): number => TEXTURES.findIndex(([candidate]) => candidate === name);

/** In the order of the file's materials. */
export const MATERIALS = ['skin', 'parts', 'hair', 'body'] as const;
export type MaterialName = (typeof MATERIALS)[number];
export const materialIndex = (name: MaterialName): number => MATERIALS.indexOf(name);

interface Toon {
  name: string;
  map: string;
  shadeMap: string;
  shade: readonly number[];
  /** MToon's hardness of the light's edge, and how far it is moved into the light (negative). */
  toony: number;
  shift: number;
  rim: readonly number[];
  /** Outline width in metres and its colour; null for none. */
  outline: { width: number; color: string; mask?: string } | null;
  doubleSided?: boolean;
}

const WHITE = [1, 1, 1];
const TOONS: Readonly<Record<MaterialName, Toon>> = {
  skin: {
    name: 'Skin',
    map: 'face',
    shadeMap: 'face',
    shade: linear('#f2c9b8'),
    toony: 0.82,
    shift: -0.12,
    rim: [0.1, 0.08, 0.07],
    outline: { width: 0.0009, color: '#a86a5c', mask: 'outline-mask' },
  },
  parts: {
    name: 'FaceParts',
    map: 'parts',
    shadeMap: 'parts',
    shade: WHITE,
    toony: 0.85,
    shift: -0.05,
    rim: [0, 0, 0],
    outline: null,
    doubleSided: true,
  },
  hair: {
    name: 'Hair',
    map: 'hair',
    shadeMap: 'hair-shade',
    shade: WHITE,
    toony: 0.75,
    shift: -0.1,
    rim: [0.035, 0.026, 0.024],
    outline: { width: 0.0008, color: '#2a1a1a' },
  },
  body: {
    name: 'Body',
    map: 'palette',
    shadeMap: 'palette-shade',
    shade: WHITE,
    toony: 0.78,
    shift: -0.1,
    rim: [0.02, 0.025, 0.035],
    outline: { width: 0.0009, color: '#1c1a2a' },
  },
};

/** The `materials`, `textures`, `images` and `samplers` of the file; images go into `buffer`. */
export function buildMaterials(buffer: GlbBuffer, withOutline: boolean): JsonObject {
  return {
    materials: MATERIALS.map((name) => material(TOONS[name], withOutline)),
    textures: TEXTURES.map((_, source) => ({ source, sampler: 0 })),
    images: TEXTURES.map(([name, paint]) => ({
      name,
      mimeType: 'image/png',
      bufferView: buffer.view(encodePng(paint())),
    })),
    // Linear with mipmaps, repeating.
    samplers: [{ magFilter: 9729, minFilter: 9987, wrapS: 10497, wrapT: 10497 }],
  };
}

function material(toon: Toon, withOutline: boolean): JsonObject {
  const outline = withOutline ? toon.outline : null;
  return {
    name: toon.name,
    doubleSided: toon.doubleSided ?? false,
    pbrMetallicRoughness: {
      baseColorTexture: { index: texture(toon.map) },
      metallicFactor: 0,
      roughnessFactor: 0.9,
    },
    extensions: {
      VRMC_materials_mtoon: {
        specVersion: '1.0',
        shadeColorFactor: toon.shade,
        shadeMultiplyTexture: { index: texture(toon.shadeMap) },
        shadingToonyFactor: toon.toony,
        shadingShiftFactor: toon.shift,
        giEqualizationFactor: 0.9,
        parametricRimColorFactor: toon.rim,
        parametricRimFresnelPowerFactor: 4,
        parametricRimLiftFactor: 0,
        rimLightingMixFactor: 1,
        ...(outline
          ? {
              outlineWidthMode: 'worldCoordinates',
              outlineWidthFactor: outline.width,
              outlineColorFactor: linear(outline.color),
              outlineLightingMixFactor: 0.5,
              ...(outline.mask ? { outlineWidthMultiplyTexture: { index: texture(outline.mask) } } : {}),
            }
          : { outlineWidthMode: 'none' }),
      },
    },
  };
}
