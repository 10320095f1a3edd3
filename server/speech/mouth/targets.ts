import type { MouthShape } from '#protocol/index.ts';

/**
 * What the mouth does during one phoneme. VRM's five presets are the vowels of Japanese: `aa` あ open, `ih` い spread,
 * `ou` う rounded and nearly closed, `ee` え half open and spread, `oh` お half open and rounded.
 */
export type Articulation =
  /** Shapes in turn, each from a fraction of the phoneme's duration on. */
  | { kind: 'vowel'; targets: readonly Target[] }
  /** Lips pressed together, or for f and v the lower lip at the teeth: weight 1 or less. */
  | { kind: 'lips'; weight: number }
  /** A consonant with a lip posture of its own. */
  | { kind: 'posture'; shape: MouthShape; weight: number }
  /** A consonant of the tongue alone: the lips are on their way to the next vowel, the jaw is up. */
  | { kind: 'tongue'; openness: number };

export interface Target {
  shape: MouthShape;
  weight: number;
  /** 0..1 of the phoneme's duration. */
  from: number;
}

export type ArticulationTable = Readonly<Record<string, Articulation>>;

/** A vowel that stays, or a diphthong or triphthong whose targets share the duration evenly. */
export function vowel(...shapes: readonly (readonly [MouthShape, number])[]): Articulation {
  return {
    kind: 'vowel',
    targets: shapes.map(([shape, weight], i) => ({ shape, weight, from: i / shapes.length })),
  };
}

export const lips = (weight: number): Articulation => ({ kind: 'lips', weight });
export const posture = (shape: MouthShape, weight: number): Articulation => ({
  kind: 'posture',
  shape,
  weight,
});
export const tongue = (openness: number): Articulation => ({ kind: 'tongue', openness });

/** The same articulation for several phonemes. */
export function each(names: string, articulation: Articulation): [string, Articulation][] {
  return names.split(' ').map((name) => [name, articulation]);
}
