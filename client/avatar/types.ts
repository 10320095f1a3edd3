import type { Emotion, Gesture, MouthTrack } from '#protocol/index.ts';

export type StageState = 'idle' | 'listening' | 'thinking' | 'speaking';

export interface AvatarOptions {
  canvas: HTMLCanvasElement;
  /** Address of the .vrm file. */
  model: string;
  /** Address of the .vrma file of each gesture. */
  gestures: Readonly<Record<Gesture, string>>;
  /**
   * Address of a .vrma whose first frame is how she stands at ease, from which gestures set out and to which they
   * return. Not given or not loadable: arms hanging.
   */
  rest?: string;
  /** `low`: no antialiasing, one pixel a CSS pixel, capped frame rate. */
  quality: 'high' | 'low';
  /** Calms idle motion and gestures. */
  reducedMotion: boolean;
  /** 0..1 while model and gestures load. */
  onProgress?(fraction: number): void;
  /** The utterance heard now: mouth track and milliseconds into it. Null while she is silent. */
  mouth(): { track: MouthTrack; tMs: number } | null;
  /** The graphics processor was lost (she stands still) or came back. */
  onContext?(state: 'lost' | 'restored'): void;
  /** Uniform random numbers in 0..1; `Math.random` unless given. */
  random?: () => number;
}

export interface MouthWeights {
  aa: number;
  ih: number;
  ou: number;
  ee: number;
  oh: number;
  /** Lips pressed together. Shown by a custom expression `closed` where the model has one. */
  closed: number;
}

/** Why no character can be shown: the page should fall back to a still portrait. */
export class AvatarError extends Error {
  override name = 'AvatarError';
  readonly code: 'no_webgl' | 'model_failed';
  constructor(code: AvatarError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A character on a transparent canvas. Created by `createAvatar`, which rejects with an `AvatarError`. */
export interface Avatar {
  play(gesture: Gesture): void;
  setEmotion(emotion: Emotion): void;
  setState(state: StageState): void;
  /** Where the citizen or the card is, in the canvas's own coordinates, -1..1 each; null: the citizen in front. */
  lookAt(target: { x: number; y: number } | null): void;
  setReducedMotion(reduced: boolean): void;
  /** Advances by `dtS` seconds and draws. The page's own loop calls it unless `start` was called. */
  update(dtS: number): void;
  start(): void;
  stopLoop(): void;
  /** Weights now shown by the mouth, for captions of tests and benchmarks. */
  mouthWeights(): MouthWeights;
  dispose(): void;
}
