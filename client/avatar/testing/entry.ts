import { Quaternion } from 'three';
import type { Gesture, MouthTrack } from '#protocol/index.ts';
import { loadCharacter } from '../character.ts';
import { createGestures } from '../gestures.ts';
import { type Avatar, createAvatar } from '../index.ts';
import { createMotion } from '../motion.ts';
import { createRig } from '../rig.ts';
import type { AvatarOptions } from '../types.ts';
import { seeded } from './random.ts';

declare global {
  interface Window {
    avatarTest: typeof avatarTest;
  }
}

const FILES = {
  model: '/receptionist-lite.vrm',
  rest: '/rest.vrma',
  gestures: {
    greet: '/greet.vrma',
    bow: '/bow.vrma',
    nod: '/nod.vrma',
    explain: '/explain.vrma',
    point: '/point.vrma',
    wave: '/wave.vrma',
  },
};

let avatar: Avatar | null = null;
let onMouth = (): void => undefined;
let outline: ArrayLike<number> = [];
let heard: { track: MouthTrack; tMs: number } | null = null;
const progress: number[] = [];
const contexts: string[] = [];

function canvas(): HTMLCanvasElement {
  const found = document.querySelector('canvas');
  if (found === null) throw new Error('the page has no canvas');
  return found;
}

function shown(): Avatar {
  if (avatar === null) throw new Error('no avatar was created');
  return avatar;
}

/** Pixels of the canvas as just drawn: RGBA rows from the top. */
function pixels(): { width: number; height: number; data: Uint8ClampedArray } {
  const { width, height } = canvas();
  const copy = document.createElement('canvas');
  Object.assign(copy, { width, height });
  const context = copy.getContext('2d');
  if (context === null) throw new Error('no 2D context');
  context.drawImage(canvas(), 0, 0);
  return context.getImageData(0, 0, width, height);
}

const avatarTest = {
  progress,
  contexts,

  async create(options: Partial<AvatarOptions> = {}) {
    avatar = await createAvatar({
      ...FILES,
      canvas: canvas(),
      quality: 'low',
      reducedMotion: false,
      random: seeded(1),
      onProgress: (fraction) => progress.push(fraction),
      onContext: (state) => contexts.push(state),
      mouth: () => {
        onMouth();
        return heard;
      },
      ...options,
    });
  },

  avatar: shown,

  /** Why `create` refuses. */
  async refusal(options: Partial<AvatarOptions>) {
    try {
      await avatarTest.create(options);
    } catch (error) {
      return error instanceof Error ? { name: error.name, code: 'code' in error ? error.code : null } : null;
    }
    return null;
  },

  /** Calls back whenever the avatar asks what is heard, which is once a frame. */
  onMouth(callback: () => void) {
    onMouth = callback;
  },

  hear(next: typeof heard) {
    heard = next;
  },

  /** Advances by `seconds` in steps of 1/30 s, drawing every one of them. */
  run(seconds: number) {
    for (let i = 0; i < seconds * 30; i++) shown().update(1 / 30);
  },

  /** Draws, and tells how much of the canvas the figure covers: whole, and along its four edges. 0..1 each. */
  coverage() {
    shown().update(0);
    const { width, height, data } = pixels();
    const opaque = (x: number, y: number) => ((data[(y * width + x) * 4 + 3] ?? 0) > 128 ? 1 : 0);
    let all = 0;
    const edges = { top: 0, bottom: 0, left: 0, right: 0 };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) all += opaque(x, y);
      edges.left += opaque(0, y) / height;
      edges.right += opaque(width - 1, y) / height;
    }
    for (let x = 0; x < width; x++) {
      edges.top += opaque(x, 0) / width;
      edges.bottom += opaque(x, height - 1) / width;
    }
    return { all: all / (width * height), ...edges };
  },

  /** Draws, and keeps the outline of the figure for `outlineChange`. */
  keepOutline() {
    shown().update(0);
    outline = pixels().data;
  },

  /** Draws, and tells which share of the canvas is covered now and was not before, or the other way. */
  outlineChange() {
    shown().update(0);
    const { data } = pixels();
    let flipped = 0;
    for (let i = 3; i < data.length; i += 4) {
      if ((data[i] ?? 0) > 128 !== (outline[i] ?? 0) > 128) flipped++;
    }
    return flipped / (data.length / 4);
  },

  /** Draws, and returns the picture as a PNG data URL. */
  picture() {
    shown().update(0);
    return canvas().toDataURL();
  },

  /** Loses the graphics processor and, if asked, gets it back. */
  async loseContext(restore: boolean) {
    const extension = canvas().getContext('webgl2')?.getExtension('WEBGL_lose_context');
    if (!extension) throw new Error('the context cannot be lost');
    const wait = () => new Promise((resolve) => setTimeout(resolve, 100));
    extension.loseContext();
    await wait();
    shown().update(1 / 30);
    if (restore) {
      extension.restoreContext();
      await wait();
    }
  },

  /**
   * Plays a gesture on the bones alone. For every bone that moved: degrees away from rest at its height, and after
   * it is over; and of the head, which is bent by two degrees all the while. `jump`: the furthest any bone turned within one step of 1/60 s, degrees.
   */
  async swing(gesture: Gesture, interruptedBy?: { gesture: Gesture; atS: number }) {
    const { vrm, clips, rest: pose } = await loadCharacter(FILES);
    const rig = createRig(vrm, pose);
    const gestures = createGestures(rig.root, clips);
    const bones = [...rig.root.children];
    const rest = bones.map((bone) => bone.quaternion.clone());
    const before = bones.map((bone) => bone.quaternion.clone());
    const height = bones.map(() => 0);
    const degrees = (a: Quaternion, b: Quaternion) => (a.angleTo(b) * 180) / Math.PI;
    let jump = 0;
    const head = vrm.humanoid.getNormalizedBoneNode('head');
    const motion = createMotion(seeded(1));
    const { hipsShift } = motion;
    const angles = { ...motion.angles, head: { x: 2, y: 0, z: 0 } };
    gestures.play(gesture);
    for (let i = 0; i < 60 * 6; i++) {
      if (interruptedBy && i === Math.round(interruptedBy.atS * 60)) gestures.play(interruptedBy.gesture);
      gestures.update(1 / 60);
      rig.apply({ angles, hipsShift });
      for (const [b, { quaternion }] of bones.entries()) {
        const origin = rest[b] ?? new Quaternion();
        const last = before[b] ?? new Quaternion();
        height[b] = Math.max(height[b] ?? 0, degrees(quaternion, origin));
        jump = Math.max(jump, degrees(quaternion, last));
        last.copy(quaternion);
      }
    }
    const after = bones.map(({ quaternion }, b) => degrees(quaternion, rest[b] ?? quaternion));
    return {
      head: degrees(head?.quaternion ?? new Quaternion(), new Quaternion()),
      height: Math.max(...height),
      after: Math.max(...after),
      moved: height.filter((h) => h > 3).length,
      jump,
    };
  },
};

window.avatarTest = avatarTest;
