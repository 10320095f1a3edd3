import { describe, expect, it } from 'vitest';
import { createGaze, type GazeInput } from './gaze.ts';
import { seeded } from './testing/random.ts';
import type { StageState } from './types.ts';

const front = { yaw: 0, pitch: 0 };
const input = (state: StageState, extra: Partial<GazeInput> = {}): GazeInput => ({
  state,
  calm: false,
  target: front,
  ...extra,
});

/** Share of ten minutes in which the eyes are within 2.5° of whom she talks to, and the mean direction otherwise. */
function habit(state: StageState, fps = 30, calm = false) {
  const gaze = createGaze(seeded(4));
  let contact = 0;
  const away: { yaw: number; pitch: number }[] = [];
  let jumps = 0;
  let last = 0;
  for (let i = 0; i < 600 * fps; i++) {
    gaze.update(1 / fps, input(state, { calm }));
    const { yaw, pitch } = gaze.eyes;
    if (Math.hypot(yaw, pitch) < 2.5) contact++;
    else away.push({ yaw, pitch });
    if (Math.abs(yaw - last) > 0.3) jumps++;
    last = yaw;
  }
  const pitch = away.reduce((sum, each) => sum + each.pitch, 0) / away.length;
  return { contact: contact / (600 * fps), pitch, jumps };
}

describe('gaze', () => {
  it('holds the eye most while listening, more while speaking than at rest, least while thinking', () => {
    const [idle, listening, thinking, speaking] = (
      ['idle', 'listening', 'thinking', 'speaking'] as const
    ).map((state) => habit(state).contact);
    expect(listening).toBeGreaterThan(0.85);
    expect(speaking).toBeGreaterThan(idle ?? 1);
    expect(thinking).toBeLessThan(0.35);
  });

  it('looks up and aside to think', () => {
    expect(habit('thinking').pitch).toBeLessThan(-5);
  });

  it('has the same habits at any frame rate', () => {
    expect(habit('speaking', 20).contact).toBeCloseTo(habit('speaking', 60).contact, 1);
  });

  it('moves the eyes less under reduced motion', () => {
    expect(habit('idle', 30, true).jumps).toBeLessThan(habit('idle').jumps * 0.7);
  });

  it('seeks the eye when she begins to speak', () => {
    const gaze = createGaze(seeded(2));
    for (let i = 0; i < 100; i++) gaze.update(0.1, input('thinking'));
    for (let i = 0; i < 5; i++) gaze.update(0.05, input('speaking'));
    expect(Math.hypot(gaze.eyes.yaw, gaze.eyes.pitch)).toBeLessThan(2.5);
  });

  it('the head follows the target part of the way, and not too far', () => {
    const gaze = createGaze(seeded(2));
    const look = (yaw: number) => {
      for (let i = 0; i < 60; i++) gaze.update(1 / 30, input('listening', { target: { yaw, pitch: 0 } }));
      return gaze.head.yaw;
    };
    expect(look(20)).toBeGreaterThan(5);
    expect(look(20)).toBeLessThan(15);
    expect(look(170)).toBeLessThan(30);
  });
});
