import type { VRM, VRMExpression } from '@pixiv/three-vrm';
import { createBlink } from './blink.ts';
import { approach, type Random } from './ease.ts';
import { createEmotion, MOODS, type Mood } from './emotion.ts';
import { mouthAt, restMouth } from './lipsync.ts';
import type { AvatarOptions, MouthWeights } from './types.ts';

/** Time constant of a mouth falling shut when the sound is over or cut off, seconds. */
const RELEASE_S = 0.05;

const SHAPES = ['aa', 'ih', 'ou', 'ee', 'oh', 'closed'] as const;

export interface Face {
  setEmotion: (emotion: Parameters<ReturnType<typeof createEmotion>['set']>[0]) => void;
  readonly mouth: Readonly<MouthWeights>;
  /** `gestured`: what the gesture going on wants of an expression, 0..1. */
  update(dtS: number, heard: ReturnType<AvatarOptions['mouth']>, gestured: (name: string) => number): void;
}

/** Lids, mood and lips of a character. Expressions that the model lacks are left out. */
export function createFace({ expressionManager }: VRM, random: Random): Face {
  const find = (name: string): VRMExpression | null => expressionManager?.getExpression(name) ?? null;
  const lids = find('blink');
  const lips = SHAPES.map((shape) => ({ shape, expression: find(shape) }));
  const moods = MOODS.map((mood) => ({ mood, expression: find(mood) }));
  const moving = new Set<Mood>(
    moods
      .filter(({ expression }) => expression && expression.overrideMouth !== 'none')
      .map(({ mood }) => mood),
  );
  for (const { expression } of moods) {
    // Otherwise a smile would mute the lips; here it is the smile that gives way.
    if (expression) expression.overrideMouth = 'none';
  }
  const blink = createBlink(random);
  const emotion = createEmotion((mood) => moving.has(mood));
  const mouth = restMouth();

  return {
    mouth,
    setEmotion: emotion.set,
    update(dtS, heard, gestured) {
      const closure = blink.update(dtS);
      if (lids) lids.weight = Math.max(closure, gestured('blink'));
      emotion.update(dtS, heard !== null);
      for (const { mood, expression } of moods) {
        if (expression) expression.weight = emotion.weight(mood, gestured(mood));
      }
      if (heard) mouthAt(heard.track, heard.tMs, mouth);
      else {
        const keep = 1 - approach(dtS, RELEASE_S);
        for (const shape of SHAPES) mouth[shape] *= keep;
      }
      for (const { shape, expression } of lips) {
        if (expression) expression.weight = mouth[shape];
      }
    },
  };
}
