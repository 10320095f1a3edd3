import { approach, between, clamp, type Random } from './ease.ts';
import { createSpring } from './spring.ts';
import type { StageState } from './types.ts';

/** Degrees. Yaw towards the viewer's right and pitch downwards are positive, as bones turn about y and x. */
export interface Direction {
  yaw: number;
  pitch: number;
}

interface Span {
  low: number;
  high: number;
}

interface Habit {
  /** Seconds of looking at whom she talks to. */
  contact: Span;
  /** Seconds of looking away, and where to; the side is chosen anew each time. */
  away: Span;
  yaw: Span;
  pitch: Span;
}

/** Listeners hold the eye most, thinkers look up and aside. */
const HABITS: Readonly<Record<StageState, Habit>> = {
  idle: {
    contact: { low: 2, high: 6 },
    away: { low: 0.6, high: 1.6 },
    yaw: { low: 5, high: 15 },
    pitch: { low: -3, high: 7 },
  },
  listening: {
    contact: { low: 3, high: 7 },
    away: { low: 0.3, high: 0.8 },
    yaw: { low: 3, high: 8 },
    pitch: { low: 0, high: 5 },
  },
  thinking: {
    contact: { low: 0.3, high: 0.7 },
    away: { low: 1.2, high: 2.6 },
    yaw: { low: 8, high: 15 },
    pitch: { low: -12, high: -6 },
  },
  speaking: {
    contact: { low: 2.5, high: 5 },
    away: { low: 0.5, high: 1.1 },
    yaw: { low: 4, high: 11 },
    pitch: { low: -2, high: 6 },
  },
};

/** The eyes jump every so often even while they rest on something. */
const SACCADE = { everyS: { low: 0.4, high: 1.6 }, degrees: 1.2 };
/** Reduced motion: jumps this many times rarer, looking away this much less far. */
const CALM = { rarer: 3, nearer: 0.4 };
/** A saccade of ten degrees takes some 45 ms: three of these time constants. */
const SACCADE_TAU_S = 0.015;

/** The head takes over this share of a turn of the gaze, in this time. */
const HEAD_SHARE = { target: 0.45, away: 0.35 };
const HEAD_SETTLE_S = 0.7;
/** No further than this does she turn her head for a glance. */
const HEAD_LIMIT: Direction = { yaw: 28, pitch: 14 };

export interface GazeInput {
  state: StageState;
  calm: boolean;
  /** Where the citizen or the card is, seen from her head, when she looks straight ahead. */
  target: Direction;
}

export interface Gaze {
  /** What the eyes add to looking at the target. */
  readonly eyes: Readonly<Direction>;
  /** How far the head is turned. */
  readonly head: Readonly<Direction>;
  update(dtS: number, input: GazeInput): void;
}

export function createGaze(random: Random): Gaze {
  const pick = ({ low, high }: Span) => between(random, low, high);
  const eyes: Direction = { yaw: 0, pitch: 0 };
  const head: Direction = { yaw: 0, pitch: 0 };
  const away: Direction = { yaw: 0, pitch: 0 };
  const jitter: Direction = { yaw: 0, pitch: 0 };
  const headYaw = createSpring(HEAD_SETTLE_S);
  const headPitch = createSpring(HEAD_SETTLE_S);
  let state: StageState = 'idle';
  let inContact = true;
  let attentionS = pick(HABITS.idle.contact);
  let saccadeS = pick(SACCADE.everyS);

  function look(contact: boolean, reach: number): void {
    const habit = HABITS[state];
    inContact = contact;
    attentionS = pick(contact ? habit.contact : habit.away);
    const side = random() < 0.5 ? -1 : 1;
    away.yaw = contact ? 0 : side * pick(habit.yaw) * reach;
    away.pitch = contact ? 0 : pick(habit.pitch) * reach;
  }

  return {
    eyes,
    head,
    update(dtS, input) {
      const reach = input.calm ? CALM.nearer : 1;
      attentionS -= dtS;
      saccadeS -= dtS;
      if (input.state !== state) {
        state = input.state;
        // Whoever begins to speak or to listen seeks the eye first.
        look(state !== 'thinking', reach);
      } else if (attentionS <= 0) look(!inContact, reach);
      if (saccadeS <= 0) {
        saccadeS = pick(SACCADE.everyS) * (input.calm ? CALM.rarer : 1);
        jitter.yaw = between(random, -1, 1) * SACCADE.degrees * reach;
        jitter.pitch = between(random, -1, 1) * SACCADE.degrees * reach * 0.6;
      }
      const share = approach(dtS, SACCADE_TAU_S);
      eyes.yaw += (away.yaw + jitter.yaw - eyes.yaw) * share;
      eyes.pitch += (away.pitch + jitter.pitch - eyes.pitch) * share;
      const { target } = input;
      const yaw = target.yaw * HEAD_SHARE.target + away.yaw * HEAD_SHARE.away;
      const pitch = target.pitch * HEAD_SHARE.target + away.pitch * HEAD_SHARE.away;
      head.yaw = headYaw.update(dtS, clamp(yaw, -HEAD_LIMIT.yaw, HEAD_LIMIT.yaw));
      head.pitch = headPitch.update(dtS, clamp(pitch, -HEAD_LIMIT.pitch, HEAD_LIMIT.pitch));
    },
  };
}
