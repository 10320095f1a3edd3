import { between, type Random, smoothstep } from './ease.ts';
import { createSpring } from './spring.ts';
import type { StageState } from './types.ts';

/** Bones that move all the time, on top of rest pose and gestures. */
export const MOVING_BONES = [
  'hips',
  'spine',
  'chest',
  'upperChest',
  'neck',
  'head',
  'leftShoulder',
  'rightShoulder',
] as const;
export type MovingBone = (typeof MOVING_BONES)[number];

export interface MotionInput {
  state: StageState;
  /** Reduced motion: she breathes and nods faintly, and does not sway. */
  calm: boolean;
  /** How far the mouth is open, 0..1; the head beats with the voice. */
  openness: number;
}

/** Rotations to be added, degrees about x, y, z of each bone; and how far the hips are shifted, metres. */
export interface Motion {
  readonly angles: Readonly<Record<MovingBone, { x: number; y: number; z: number }>>;
  readonly hipsShift: { x: number; y: number };
  update(dtS: number, input: MotionInput): void;
}

/** 15 breaths a minute at rest: in, hold, out, pause; seconds. */
const BREATH = { in: 1.4, hold: 0.2, out: 1.8, pause: 0.6 };
const BREATH_S = BREATH.in + BREATH.hold + BREATH.out + BREATH.pause;

/** Fullness of the lungs `tS` seconds into a breath, 0..1; repeats every four seconds. */
export function breathAt(tS: number): number {
  const t = ((tS % BREATH_S) + BREATH_S) % BREATH_S;
  if (t < BREATH.in) return smoothstep(t / BREATH.in);
  const out = t - BREATH.in - BREATH.hold;
  return out < 0 ? 1 : 1 - smoothstep(out / BREATH.out);
}

/** Standing people shift their weight every few seconds, and the shift takes its time. */
const SHIFT = { everyS: { low: 6, high: 14 }, settleS: 2.2 };

/** Slow wandering of the body: sines whose periods (seconds) have no common multiple worth noticing. */
const DRIFT_PERIODS_S = [7.3, 4.1, 11.7] as const;

interface NodHabit {
  everyS: { low: number; high: number };
  degrees: { low: number; high: number };
  durationS: number;
}

/** Listeners acknowledge; speakers beat the stress. */
const NODS: Readonly<Partial<Record<StageState, NodHabit>>> = {
  listening: { everyS: { low: 2.5, high: 6 }, degrees: { low: 3.5, high: 6 }, durationS: 0.6 },
  speaking: { everyS: { low: 1.2, high: 3.2 }, degrees: { low: 1.5, high: 3.5 }, durationS: 0.4 },
};

/** How the head is held in each state: tilt to the side and lift, degrees. */
const CARRIAGE: Readonly<Record<StageState, { tilt: number; lift: number }>> = {
  idle: { tilt: 0, lift: 0 },
  listening: { tilt: 4, lift: 1.5 },
  thinking: { tilt: -3.5, lift: -1 },
  speaking: { tilt: 0, lift: 0 },
};
const CARRIAGE_SETTLE_S = 0.8;

/** The head sinks by this much when the mouth is wide open, and takes this long to follow. */
const BEAT = { degrees: 2.2, settleS: 0.25 };

interface Nods {
  update(dtS: number, state: StageState): number;
}

/** Degrees by which the head is bent in a nod just now. */
function createNods(random: Random): Nods {
  let state: StageState = 'idle';
  let waitS = Number.POSITIVE_INFINITY;
  let tS = 0;
  let degrees = 0;
  let durationS = 1;
  return {
    update(dtS, next) {
      const habit = NODS[next];
      if (next !== state) {
        state = next;
        waitS = habit ? between(random, habit.everyS.low, habit.everyS.high) * 0.5 : Number.POSITIVE_INFINITY;
      }
      waitS -= dtS;
      tS += dtS;
      if (habit && waitS <= 0) {
        waitS = between(random, habit.everyS.low, habit.everyS.high);
        degrees = between(random, habit.degrees.low, habit.degrees.high);
        durationS = habit.durationS;
        tS = 0;
      }
      if (tS >= durationS) return 0;
      // Down fast, up slow.
      const x = tS / durationS;
      return degrees * (x < 0.4 ? smoothstep(x / 0.4) : 1 - smoothstep((x - 0.4) / 0.6));
    },
  };
}

const still = () => ({ x: 0, y: 0, z: 0 });

/** Breath, weight shift, drift, carriage of the head, nods and beats. */
export function createMotion(random: Random): Motion {
  const angles: Record<MovingBone, { x: number; y: number; z: number }> = {
    hips: still(),
    spine: still(),
    chest: still(),
    upperChest: still(),
    neck: still(),
    head: still(),
    leftShoulder: still(),
    rightShoulder: still(),
  };
  const hipsShift = { x: 0, y: 0 };
  const nods = createNods(random);
  const phases = DRIFT_PERIODS_S.map(() => random() * 2 * Math.PI);
  const side = createSpring(SHIFT.settleS);
  const tilt = createSpring(CARRIAGE_SETTLE_S);
  const lift = createSpring(CARRIAGE_SETTLE_S);
  const beat = createSpring(BEAT.settleS);
  const liveliness = createSpring(1, 1);
  let tS = 0;
  let goalSide = 0;
  let shiftS = between(random, 1, SHIFT.everyS.low);

  const drift = (i: 0 | 1 | 2) => Math.sin((2 * Math.PI * tS) / DRIFT_PERIODS_S[i] + (phases[i] ?? 0));

  return {
    angles,
    hipsShift,
    update(dtS, { state, calm, openness }) {
      tS += dtS;
      shiftS -= dtS;
      if (shiftS <= 0) {
        shiftS = between(random, SHIFT.everyS.low, SHIFT.everyS.high);
        goalSide = (goalSide > 0 ? -1 : 1) * between(random, 0.4, 1);
      }
      const lively = liveliness.update(dtS, calm ? 0 : 1);
      const s = side.update(dtS, calm ? 0 : goalSide);
      const b = breathAt(tS) * (0.4 + 0.6 * lively);
      const head = CARRIAGE[state];
      const tilted = tilt.update(dtS, head.tilt);
      const nod = nods.update(dtS, state) * (0.4 + 0.6 * lively);
      const sunk = beat.update(dtS, openness * BEAT.degrees * lively);
      const lifted = lift.update(dtS, head.lift);

      hipsShift.x = s * 0.014;
      hipsShift.y = -Math.abs(s) * 0.003;
      angles.hips.z = s * 1.2;
      angles.hips.y = (s * 1.5 + drift(2) * 0.5) * lively;
      angles.spine.x = drift(0) * 0.3 * lively;
      angles.spine.y = drift(2) * 0.6 * lively;
      angles.spine.z = -s * 1.3;
      angles.chest.x = -0.5 * b;
      angles.chest.z = -s * 0.5;
      angles.upperChest.x = -1.1 * b;
      angles.leftShoulder.z = 0.6 * b;
      angles.rightShoulder.z = -0.6 * b;
      // The head stays level while the chest lifts, and takes two thirds of every nod, the neck the rest.
      angles.neck.x = 0.7 * b + (nod + sunk) / 3;
      angles.neck.z = s * 0.2 + tilted * 0.35;
      angles.head.x = 0.9 * b + ((nod + sunk) * 2) / 3 + lifted + drift(1) * 0.5 * lively;
      angles.head.y = drift(0) * 0.8 * lively;
      angles.head.z = s * 0.4 + tilted * 0.65;
    },
  };
}
