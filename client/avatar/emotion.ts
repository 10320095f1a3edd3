import type { Emotion } from '#protocol/index.ts';
import { approach, smoothstep } from './ease.ts';

export type Mood = Exclude<Emotion, 'neutral'>;
export const MOODS: readonly Mood[] = ['happy', 'relaxed', 'sad', 'surprised'];
export type MoodWeights = Record<Mood, number>;

/** Full presets look theatrical at a service desk. */
const PEAK: Readonly<MoodWeights> = { happy: 0.55, relaxed: 0.6, sad: 0.5, surprised: 0.6 };

/** Seconds to show an emotion; surprise is quick, returning to neutral slow. */
const ONSET_S: Readonly<Record<Emotion, number>> = {
  neutral: 0.6,
  happy: 0.45,
  relaxed: 0.5,
  sad: 0.6,
  surprised: 0.25,
};

/**
 * Share of an emotion left while she speaks. Where the model declares that it moves the mouth (`overrideMouth`),
 * little is left, so that the lips keep the shapes of the speech.
 */
const SPEAKING = { touchesMouth: 0.35, leavesMouth: 0.85 };

/** Time constant of giving way to speech and coming back, seconds. */
const GIVE_WAY_S = 0.12;

export interface EmotionBlend {
  set(emotion: Emotion): void;
  /** Advances by `dtS`. */
  update(dtS: number, speaking: boolean): void;
  /** Weight to show, given what a gesture wants of the same mood: the stronger of both, reduced while speaking. */
  weight(mood: Mood, gestured: number): number;
}

const noMood = (): MoodWeights => ({ happy: 0, relaxed: 0, sad: 0, surprised: 0 });

/** `touchesMouth`: whether the model's expression of that mood moves the lips. */
export function createEmotion(touchesMouth: (mood: Mood) => boolean): EmotionBlend {
  const from = noMood();
  const now = noMood();
  let goal: Emotion = 'neutral';
  let elapsedS = ONSET_S.neutral;
  let speech = 0;
  return {
    set(emotion) {
      if (emotion === goal) return;
      goal = emotion;
      elapsedS = 0;
      Object.assign(from, now);
    },
    update(dtS, speaking) {
      elapsedS += dtS;
      const progress = smoothstep(elapsedS / ONSET_S[goal]);
      for (const mood of MOODS) {
        const target = mood === goal ? PEAK[mood] : 0;
        now[mood] = from[mood] + (target - from[mood]) * progress;
      }
      speech += ((speaking ? 1 : 0) - speech) * approach(dtS, GIVE_WAY_S);
    },
    weight(mood, gestured) {
      const share = touchesMouth(mood) ? SPEAKING.touchesMouth : SPEAKING.leavesMouth;
      return Math.max(now[mood], gestured) * (1 - speech * (1 - share));
    },
  };
}
