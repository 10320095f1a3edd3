import { EMOTIONS, MORPH_NAMES, type MorphName, VOWELS } from '../head/expressions.ts';
import type { JsonObject } from './glb.ts';

/**
 * VRM expressions of the face mesh at `node`. Nothing overrides the mouth: emotions keep the lips closed by
 * design, so vowels stay readable on top of them. A happy face narrows the eyes itself, so blinks give way to it.
 * Looking around turns the eye bones; the four look presets are therefore absent. `closed` presses the lips for
 * b, p and m, which VRM has no preset for.
 */
export function buildExpressions(node: number): JsonObject {
  const expression = (...morphs: MorphName[]): JsonObject => ({
    isBinary: false,
    // The schema forbids an empty list.
    ...(morphs.length > 0
      ? { morphTargetBinds: morphs.map((name) => ({ node, index: MORPH_NAMES.indexOf(name), weight: 1 })) }
      : {}),
    overrideBlink: morphs.includes('happy') ? 'blend' : 'none',
    overrideLookAt: 'none',
    overrideMouth: 'none',
  });
  return {
    preset: {
      ...Object.fromEntries([...VOWELS, ...EMOTIONS].map((name) => [name, expression(name)])),
      blink: expression('blinkLeft', 'blinkRight'),
      blinkLeft: expression('blinkLeft'),
      blinkRight: expression('blinkRight'),
      neutral: expression(),
    },
    custom: { closed: expression('closed') },
  };
}
