import { type Body, buildBody } from './body/body.ts';
import { CLIP_NAMES, CLIPS, type ClipName, REST_CLIP } from './clips/gestures.ts';
import { encodeClip } from './clips/vrma.ts';
import { type Geometry, mapVertices } from './geometry.ts';
import { buildHair, type HairDetail } from './hair/hair.ts';
import { buildFaceParts } from './head/parts.ts';
import { buildFaceSkin } from './head/skin.ts';
import { scale } from './math/vector.ts';
import { fromHeadSpace, HEAD_SCALE } from './skeleton.ts';
import { encodeCharacter } from './vrm/character.ts';

/** A result: its path under `avatars/` and how to make its bytes. */
export interface Product {
  path: string;
  encode: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** Head geometry in its own space → the character's, morphs included. */
const onNeck = (g: Geometry): Geometry =>
  mapVertices(g, (vertex) => ({
    ...vertex,
    position: fromHeadSpace(vertex.position),
    ...(vertex.morphs
      ? {
          morphs: Object.fromEntries(
            Object.entries(vertex.morphs).map(([name, delta]) => [name, scale(delta, HEAD_SCALE)]),
          ),
        }
      : {}),
  }));

/** Computes on first use. */
function once<T>(compute: () => T): () => T {
  let known: { value: T } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

const VARIANTS = {
  'receptionist.vrm': { hair: 'full', outline: true, bodyRatio: 0.42 },
  'receptionist-lite.vrm': { hair: 'lite', outline: false, bodyRatio: 0.14 },
} as const satisfies Readonly<Record<string, { hair: HairDetail; outline: boolean; bodyRatio: number }>>;

/** Everything that is built, in order. Variants share face and body, which are computed once. */
export function products(): Product[] {
  const skin = once((): Geometry => onNeck(buildFaceSkin()));
  const parts = once((): Geometry => onNeck(buildFaceParts()));
  const body = once((): Body => buildBody());
  const clips = CLIP_NAMES.map(
    (name: ClipName): Product => ({
      path: `gestures/${name}.vrma`,
      encode: async () => encodeClip(name, CLIPS[name]),
    }),
  );
  const rest: Product = { path: 'gestures/rest.vrma', encode: async () => encodeClip('rest', REST_CLIP) };
  const characters = Object.entries(VARIANTS).map(
    ([path, variant]): Product => ({
      path,
      encode: async () => {
        const geometry = {
          skin: skin(),
          parts: parts(),
          hair: onNeck(buildHair(variant.hair)),
          body: body(),
        };
        return encodeCharacter(geometry, variant);
      },
    }),
  );
  return [...clips, rest, ...characters];
}
