import { type AnimationAction, type AnimationClip, AnimationMixer, LoopOnce, type Object3D } from 'three';
import type { Gesture } from '#protocol/index.ts';
import { smoothstep } from './ease.ts';

/** Seconds of cross-fade: into a gesture, and from it back to rest or into the next. */
const FADE_IN_S = 0.35;
const FADE_OUT_S = 0.4;

export interface Gestures {
  /** Begins a gesture, fading the one before out. The same one again, while it is still going on, changes nothing. */
  play(gesture: Gesture): void;
  /** Fades out whatever goes on. */
  rest(): void;
  update(dtS: number): void;
}

interface Playing {
  gesture: Gesture;
  action: AnimationAction;
  leaving: boolean;
  /** 0..1, before easing. */
  presence: number;
}

/** Plays clips on `root`. A gesture without a clip is not played. */
export function createGestures(root: Object3D, clips: ReadonlyMap<Gesture, AnimationClip>): Gestures {
  const mixer = new AnimationMixer(root);
  /** Two actions each, so that a gesture can fade in while its own last round still fades out. */
  const actions = new Map(
    [...clips].map(([gesture, clip]) => {
      const both = [clip, clip.clone()].map((one) => mixer.clipAction(one));
      for (const action of both) {
        action.setLoop(LoopOnce, 1);
        action.clampWhenFinished = true;
      }
      return [gesture, both] as const;
    }),
  );
  let playing: Playing[] = [];

  function rest(): void {
    for (const each of playing) each.leaving = true;
  }

  return {
    rest,
    play(gesture) {
      if (playing.some((each) => each.gesture === gesture && !each.leaving)) return;
      const free = actions.get(gesture)?.find((action) => playing.every((each) => each.action !== action));
      if (!free) return;
      rest();
      free.reset().setEffectiveWeight(0).play();
      playing.push({ gesture, action: free, leaving: false, presence: 0 });
    },
    update(dtS) {
      for (const each of playing) {
        const { action } = each;
        if (action.time >= action.getClip().duration - FADE_OUT_S) each.leaving = true;
        each.presence += each.leaving ? -dtS / FADE_OUT_S : dtS / FADE_IN_S;
        each.presence = Math.min(1, each.presence);
        action.setEffectiveWeight(smoothstep(each.presence));
        if (each.presence <= 0) action.stop();
      }
      if (playing.some(({ presence }) => presence <= 0)) {
        playing = playing.filter(({ presence }) => presence > 0);
      }
      mixer.update(dtS);
    },
  };
}
