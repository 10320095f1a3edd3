import { describe, expect, it } from 'vitest';
import { at, distance, length } from '../math/vector.ts';
import { EYE_CENTER } from '../skeleton.ts';
import { EMOTIONS, MORPH_NAMES, MORPHS, REST_SHAPE, VOWELS } from './expressions.ts';
import { fitEyeSphere } from './eye.ts';
import { EYE_X, EYE_Y, lowerLid, lowerLip, MOUTH_Y, upperLid, upperLip } from './features.ts';
import { buildFaceParts } from './parts.ts';
import { warp } from './warp.ts';

/** Metres between the middles of the lips. */
const mouthOpening = (shape: object): number =>
  warp(0, MOUTH_Y + upperLip(0), shape, 'skin').y - warp(0, MOUTH_Y + lowerLip(0), shape, 'skin').y;
const eyeOpening = (shape: object, side: 1 | -1): number =>
  warp(side * EYE_X, EYE_Y + upperLid(0), shape, 'skin').y -
  warp(side * EYE_X, EYE_Y + lowerLid(0), shape, 'skin').y;

describe('expressions', () => {
  it('rest with closed lips', () => {
    expect(mouthOpening(REST_SHAPE)).toBeLessThan(0.0002);
  });

  it.each(VOWELS)('%s opens the mouth', (vowel) => {
    expect(mouthOpening(MORPHS[vowel])).toBeGreaterThan(0.005);
  });

  it.each(EMOTIONS)('%s leaves the lips closed, so that vowels read on top of it', (emotion) => {
    expect(mouthOpening(MORPHS[emotion])).toBeLessThan(0.0003);
  });

  it('each eye blinks alone and both close fully', () => {
    expect(eyeOpening(REST_SHAPE, 1)).toBeGreaterThan(0.02);
    expect(eyeOpening(MORPHS.blinkLeft, 1)).toBeLessThan(0.0005);
    expect(eyeOpening(MORPHS.blinkLeft, -1)).toBeGreaterThan(0.02);
    expect(eyeOpening(MORPHS.blinkRight, -1)).toBeLessThan(0.0005);
  });
});

describe('face parts', () => {
  it('turn the eyes around the point their bones stand on', () => {
    expect(distance(fitEyeSphere().center, EYE_CENTER)).toBeLessThan(0.001);
  });

  it('are moved by every expression', () => {
    const { vertices } = buildFaceParts();
    for (const name of MORPH_NAMES) {
      const furthest = Math.max(...vertices.map((vertex) => length(vertex.morphs?.[name] ?? [0, 0, 0])));
      if (name !== 'closed') expect(furthest, name).toBeGreaterThan(0.0005);
      expect(furthest, name).toBeLessThan(0.03);
    }
    expect(at(vertices, 0).influences).toEqual([[expect.any(Number), 1]]);
  });
});
