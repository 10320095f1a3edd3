import { type VRM, VRMLoaderPlugin, VRMUtils } from '@pixiv/three-vrm';
import {
  createVRMAnimationClip,
  VRMAnimation,
  VRMAnimationLoaderPlugin,
  VRMLookAtQuaternionProxy,
} from '@pixiv/three-vrm-animation';
import type { AnimationClip } from 'three';
import { type GLTF, GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import type { Gesture } from '#protocol/index.ts';
import { AvatarError, type AvatarOptions } from './types.ts';

export interface Character {
  vrm: VRM;
  /** Only those that could be loaded. */
  clips: Map<Gesture, AnimationClip>;
}

/** Share of the progress that the model makes up; the clips are small. */
const MODEL_SHARE = 0.8;

function isVrm(value: unknown): value is VRM {
  return typeof value === 'object' && value !== null && 'humanoid' in value && 'scene' in value;
}

async function loadModel(loader: GLTFLoader, url: string, onShare: (share: number) => void): Promise<VRM> {
  const gltf = await loader.loadAsync(url, ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0));
  const vrm: unknown = gltf.userData.vrm;
  if (!isVrm(vrm)) throw new Error(`${url} is a glTF file, but no VRM`);
  VRMUtils.rotateVRM0(vrm);
  VRMUtils.removeUnnecessaryVertices(vrm.scene);
  vrm.scene.traverse((object) => {
    // Bounds are those of the T-pose: culled by them, raised hands would vanish.
    object.frustumCulled = false;
  });
  if (vrm.lookAt) {
    const proxy = new VRMLookAtQuaternionProxy(vrm.lookAt);
    proxy.name = 'VRMLookAtQuaternionProxy';
    vrm.scene.add(proxy);
  }
  return vrm;
}

function clipOf(url: string, gltf: GLTF, vrm: VRM): AnimationClip {
  const animations: unknown = gltf.userData.vrmAnimations;
  const first: unknown = Array.isArray(animations) ? animations[0] : undefined;
  if (!(first instanceof VRMAnimation)) throw new Error(`${url} holds no VRM animation`);
  return createVRMAnimationClip(first, vrm);
}

/**
 * Loads a model and its gestures side by side. A gesture that cannot be loaded is left out with a warning.
 * @throws {AvatarError} `model_failed`.
 */
export async function loadCharacter({
  model,
  gestures,
  onProgress,
}: Pick<AvatarOptions, 'model' | 'gestures' | 'onProgress'>): Promise<Character> {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser));

  const names = Object.keys(gestures) as Gesture[];
  let modelShare = 0;
  let loadedClips = 0;
  const report = () =>
    onProgress?.(modelShare * MODEL_SHARE + (loadedClips / names.length) * (1 - MODEL_SHARE));

  const clipFiles = names.map(async (gesture) => {
    try {
      return { gesture, gltf: await loader.loadAsync(gestures[gesture]) };
    } catch (error) {
      console.warn(`The gesture ${gesture} at ${gestures[gesture]} cannot be loaded:`, error);
      return null;
    } finally {
      loadedClips++;
      report();
    }
  });

  let vrm: VRM;
  try {
    vrm = await loadModel(loader, model, (share) => {
      modelShare = share;
      report();
    });
  } catch (cause) {
    throw new AvatarError('model_failed', `The character at ${model} cannot be loaded.`, { cause });
  }
  const clips = new Map<Gesture, AnimationClip>();
  for (const file of await Promise.all(clipFiles)) {
    if (file === null) continue;
    try {
      clips.set(file.gesture, clipOf(gestures[file.gesture], file.gltf, vrm));
    } catch (error) {
      console.warn(`The gesture ${file.gesture} does not fit the character:`, error);
    }
  }
  modelShare = 1;
  report();
  return { vrm, clips };
}
