import { AnimationClip, Object3D, Quaternion, QuaternionKeyframeTrack, Vector3 } from 'three';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Gesture } from '#protocol/index.ts';
import { createGestures, type Gestures } from './gestures.ts';

const X = new Vector3(1, 0, 0);
const turned = (degrees: number) => new Quaternion().setFromAxisAngle(X, (degrees * Math.PI) / 180);

/** Two seconds: up to `degrees` and back to rest. */
function clip(bone: string, degrees: number): AnimationClip {
  const values = [0, degrees, degrees, 0].flatMap((angle) => turned(angle).toArray());
  return new AnimationClip('', 2, [
    new QuaternionKeyframeTrack(`${bone}.quaternion`, [0, 0.5, 1.5, 2], values),
  ]);
}

describe('gestures', () => {
  let root: Object3D;
  let gestures: Gestures;
  const bone = (name: string) => {
    const found = root.getObjectByName(name);
    if (!found) throw new Error(`no bone ${name}`);
    return (found.quaternion.angleTo(new Quaternion()) * 180) / Math.PI;
  };
  const run = (seconds: number) => {
    for (let i = 0; i < Math.round(seconds * 60); i++) gestures.update(1 / 60);
  };

  beforeEach(() => {
    root = new Object3D();
    for (const name of ['head', 'arm']) root.add(Object.assign(new Object3D(), { name }));
    const clips = new Map<Gesture, AnimationClip>([
      ['nod', clip('head', 20)],
      ['wave', clip('arm', 80)],
      ['bow', clip('head', 40)],
    ]);
    gestures = createGestures(root, clips);
  });

  it('fades in, reaches its pose and comes back to rest', () => {
    gestures.play('nod');
    run(0.1);
    expect(bone('head')).toBeLessThan(3);
    run(0.9);
    expect(bone('head')).toBeCloseTo(20, 1);
    run(1.5);
    expect(bone('head')).toBeCloseTo(0, 5);
  });

  it('crosses from one to the other without a jump', () => {
    gestures.play('bow');
    run(1);
    gestures.play('wave');
    let last = { head: bone('head'), arm: bone('arm') };
    for (let i = 0; i < 180; i++) {
      run(1 / 60);
      const now = { head: bone('head'), arm: bone('arm') };
      expect(Math.abs(now.head - last.head)).toBeLessThan(4);
      expect(Math.abs(now.arm - last.arm)).toBeLessThan(6);
      last = now;
    }
    expect(last.head).toBeCloseTo(0, 5);
    expect(last.arm).toBeCloseTo(0, 5);
  });

  it('the same gesture asked for twice goes on as it was', () => {
    gestures.play('nod');
    run(0.8);
    gestures.play('nod');
    run(1.3);
    expect(bone('head')).toBeCloseTo(0, 5);
  });

  it('the same gesture can follow itself while its end still fades', () => {
    gestures.play('nod');
    run(1.7);
    gestures.play('nod');
    run(1);
    expect(bone('head')).toBeCloseTo(20, 1);
  });

  it('rest fades out whatever goes on', () => {
    gestures.play('wave');
    run(1);
    gestures.rest();
    run(0.5);
    expect(bone('arm')).toBeCloseTo(0, 5);
  });

  it('a gesture without a clip is not played', () => {
    gestures.play('explain');
    run(1);
    expect(bone('arm')).toBe(0);
  });
});
