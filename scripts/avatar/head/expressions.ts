/** How the face differs from rest. Lengths are metres in the front view; 0 or absent leaves rest. */
export interface FaceShape {
  /** 0..1: lids closed, by side. */
  blinkLeft?: number;
  blinkRight?: number;
  /** 0..1 towards laughing, arched lids. */
  laugh?: number;
  /** Upper lid raised. */
  upperLid?: number;
  /** Lower lid raised. */
  lowerLid?: number;
  /** Mouth width as a factor; 1 is rest. */
  mouthWidth?: number;
  /** Upper lip raised, lower lip raised (negative lowers it). */
  upperLip?: number;
  lowerLip?: number;
  /** Mouth corners raised. */
  corners?: number;
  /** Jaw dropped. */
  jaw?: number;
  /** Lips pushed forward. */
  pout?: number;
  brow?: number;
  browInner?: number;
  browOuter?: number;
}

/** Her friendly face at rest. */
export const REST_SHAPE: FaceShape = {};

/**
 * One morph target each. The five vowels shape the mouth; emotions leave the lips closed, moving only corners,
 * lids and brows, so that vowels added on top of an emotion still read as themselves.
 */
export const MORPHS = {
  aa: { upperLip: 0.004, lowerLip: -0.0135, mouthWidth: 0.98, jaw: 0.0045 },
  ih: { upperLip: 0.0025, lowerLip: -0.005, mouthWidth: 1.12, jaw: 0.0012, corners: 0.0006 },
  ou: { upperLip: 0.0035, lowerLip: -0.0055, mouthWidth: 0.52, jaw: 0.0015, pout: 0.003 },
  ee: { upperLip: 0.0028, lowerLip: -0.0085, mouthWidth: 1.1, jaw: 0.0025, corners: 0.0008 },
  oh: { upperLip: 0.0048, lowerLip: -0.0115, mouthWidth: 0.62, jaw: 0.004, pout: 0.002 },
  closed: { mouthWidth: 0.93, corners: -0.0006, pout: -0.0014, jaw: -0.0008 },
  blinkLeft: { blinkLeft: 1 },
  blinkRight: { blinkRight: 1 },
  happy: {
    mouthWidth: 1.16,
    corners: 0.0036,
    laugh: 0.18,
    lowerLid: 0.0026,
    brow: 0.0022,
    browInner: 0.0006,
  },
  angry: {
    corners: -0.0022,
    mouthWidth: 0.92,
    brow: -0.002,
    browInner: -0.0042,
    browOuter: 0.0024,
    upperLid: -0.0022,
  },
  sad: {
    corners: -0.0026,
    mouthWidth: 0.88,
    brow: 0.0004,
    browInner: 0.0048,
    browOuter: -0.0026,
    upperLid: -0.002,
  },
  relaxed: {
    corners: 0.0022,
    mouthWidth: 1.08,
    upperLid: -0.0014,
    lowerLid: 0.001,
    brow: 0.0008,
    browOuter: -0.0006,
  },
  surprised: { mouthWidth: 0.84, upperLid: 0.0018, lowerLid: -0.0008, brow: 0.0058 },
} as const satisfies Readonly<Record<string, FaceShape>>;

export type MorphName = keyof typeof MORPHS;
export const MORPH_NAMES = Object.keys(MORPHS) as MorphName[];
export const VOWELS = ['aa', 'ih', 'ou', 'ee', 'oh'] as const satisfies readonly MorphName[];
export const EMOTIONS = [
  'happy',
  'angry',
  'sad',
  'relaxed',
  'surprised',
] as const satisfies readonly MorphName[];
