import { type VRM, VRMUtils } from '@pixiv/three-vrm';
import { Box3, MathUtils, Vector3 } from 'three';
import { loadCharacter } from './character.ts';
import { clamp } from './ease.ts';
import { createEyes } from './eyes.ts';
import { createFace } from './face.ts';
import type { Figure } from './framing.ts';
import { createGaze, type Direction } from './gaze.ts';
import { createGestures } from './gestures.ts';
import { createMotion } from './motion.ts';
import { createRig } from './rig.ts';
import { createStage } from './stage.ts';
import type { Avatar, AvatarOptions, StageState } from './types.ts';

/** After a hidden tab or a stall she goes on where she was instead of leaping. */
const LONGEST_STEP_S = 0.1;
/** Hair falls into place before she is first seen. */
const SETTLE_STEPS = 30;
/** Frames a second on low quality, where rendering and everything else share one processor. */
const LOW_FPS = 20;
/** What `lookAt` points to lies this far in front of her face, metres. */
const LOOK_DISTANCE_M = 0.8;
/** How the crown lies above the head bone where the model has no geometry to measure, metres. */
const CROWN_M = 0.22;

function measure({ humanoid, scene }: VRM): Figure {
  scene.updateMatrixWorld(true);
  const at = new Vector3();
  const hipsY = humanoid.getRawBoneNode('hips')?.getWorldPosition(at).y ?? 0.9;
  const headY = humanoid.getRawBoneNode('head')?.getWorldPosition(at).y ?? hipsY + 0.6;
  const { max } = new Box3().setFromObject(scene);
  return { hipsY, headTopY: Number.isFinite(max.y) && max.y > headY ? max.y : headY + CROWN_M };
}

/** @throws {AvatarError} when WebGL is missing or the model cannot be loaded. */
export async function buildAvatar(options: AvatarOptions): Promise<Avatar> {
  const { quality, random = Math.random } = options;
  const stage = createStage(options);
  const { vrm, clips, rest } = await loadCharacter(options).catch((error: unknown) => {
    stage.dispose();
    throw error;
  });
  stage.aimAt(measure(vrm));
  const rig = createRig(vrm, rest);
  const gestures = createGestures(rig.root, clips);
  const motion = createMotion(random);
  const gaze = createGaze(random);
  const face = createFace(vrm, random);
  const aimEyes = createEyes(vrm);
  const head = vrm.humanoid.getRawBoneNode('head');

  let state: StageState = 'idle';
  let calm = options.reducedMotion;
  let target: { x: number; y: number } | null = null;
  let frame: number | null = null;
  const headAt = new Vector3();
  const lookedAt = new Vector3();
  const direction: Direction = { yaw: 0, pitch: 0 };

  /** Where she looks, in the world: into the camera, or to a point of the canvas some way in front of her. */
  function locateTarget(): void {
    head?.getWorldPosition(headAt);
    const { camera } = stage;
    if (target === null) lookedAt.copy(camera.position);
    else {
      lookedAt.set(target.x, target.y, 0.5).unproject(camera).sub(camera.position);
      const reach = (headAt.z + LOOK_DISTANCE_M - camera.position.z) / lookedAt.z;
      lookedAt.multiplyScalar(reach).add(camera.position);
    }
    const dx = lookedAt.x - headAt.x;
    const dy = lookedAt.y - headAt.y;
    const dz = lookedAt.z - headAt.z;
    direction.yaw = MathUtils.radToDeg(Math.atan2(dx, dz));
    direction.pitch = -MathUtils.radToDeg(Math.atan2(dy, Math.hypot(dx, dz)));
  }

  /** Mixer → what moves all the time → skeleton → eyes → face → expressions, constraints, springs. */
  function advance(dtS: number): void {
    gestures.update(dtS);
    locateTarget();
    const { mouth } = face;
    motion.update(dtS, { state, calm, openness: Math.max(mouth.aa, mouth.oh, mouth.ee * 0.5) });
    gaze.update(dtS, { state, calm, target: direction });
    motion.angles.neck.x += gaze.head.pitch * 0.4;
    motion.angles.neck.y = gaze.head.yaw * 0.4;
    motion.angles.head.x += gaze.head.pitch * 0.6;
    motion.angles.head.y += gaze.head.yaw * 0.6;
    rig.apply(motion);
    vrm.humanoid.update();
    head?.updateWorldMatrix(true, false);
    aimEyes(lookedAt, gaze.eyes);
    face.update(dtS, options.mouth(), rig.gestured);
    vrm.update(dtS);
  }

  function update(dtS: number): void {
    advance(clamp(dtS, 0, LONGEST_STEP_S));
    stage.draw();
  }

  function start(): void {
    if (frame !== null) return;
    // A frame that comes a little early still counts, or a cap of 20 would give 15 on a 60 Hz screen.
    const leastS = quality === 'low' ? 0.9 / LOW_FPS : 0;
    let lastMs: number | null = null;
    const step = (nowMs: number) => {
      frame = requestAnimationFrame(step);
      const dtS = lastMs === null ? 0 : (nowMs - lastMs) / 1000;
      if (lastMs !== null && dtS < leastS) return;
      lastMs = nowMs;
      update(dtS);
    };
    frame = requestAnimationFrame(step);
  }

  function stopLoop(): void {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
  }

  advance(0);
  vrm.scene.updateMatrixWorld(true);
  vrm.springBoneManager?.reset();
  for (let i = 0; i < SETTLE_STEPS; i++) vrm.update(1 / 60);
  stage.add(vrm.scene);
  stage.draw();

  return {
    play(gesture) {
      if (!calm || gesture === 'nod') gestures.play(gesture);
    },
    setEmotion: face.setEmotion,
    setState(next) {
      state = next;
    },
    lookAt(next) {
      target = next;
    },
    setReducedMotion(reduced) {
      calm = reduced;
      if (calm) gestures.rest();
    },
    update,
    start,
    stopLoop,
    mouthWeights: () => ({ ...face.mouth }),
    dispose() {
      stopLoop();
      VRMUtils.deepDispose(vrm.scene);
      stage.dispose();
    },
  };
}
