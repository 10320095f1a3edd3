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
  /** Null when none was asked for or it could not be loaded. */
  rest: AnimationClip | null;
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
 * Loads a model, its rest pose and its gestures side by side. A clip that cannot be loaded is left out with a warning.
 * @throws {AvatarError} `model_failed`.
 */
export async function loadCharacter({
  model,
  gestures,
  rest,
  onProgress,
}: Pick<AvatarOptions, 'model' | 'gestures' | 'rest' | 'onProgress'>): Promise<Character> {
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser));

  const names = Object.keys(gestures) as Gesture[];
  const urls = [...names.map((name) => gestures[name]), ...(rest === undefined ? [] : [rest])];
  let modelShare = 0;
  let loadedClips = 0;
  const report = () =>
    onProgress?.(modelShare * MODEL_SHARE + (loadedClips / urls.length) * (1 - MODEL_SHARE));

  const loadingModel = loadModel(loader, model, (share) => {
    modelShare = share;
    report();
  }).catch((cause: unknown) => {
    throw new AvatarError('model_failed', `The character at ${model} cannot be loaded.`, { cause });
  });
  const loadingClips = urls.map(async (url): Promise<[string, AnimationClip] | null> => {
    try {
      const gltf = await loader.loadAsync(url);
      loadedClips++;
      report();
      return [url, clipOf(url, gltf, await loadingModel)];
    } catch (error) {
      // A model that failed is reported once, by itself.
      if (!(error instanceof AvatarError)) console.warn(`The clip ${url} is left out:`, error);
      return null;
    }
  });

  const vrm = await loadingModel;
  const loaded = new Map((await Promise.all(loadingClips)).filter((entry) => entry !== null));
  const clips = new Map<Gesture, AnimationClip>();
  for (const name of names) {
    const clip = loaded.get(gestures[name]);
    if (clip) clips.set(name, clip);
  }
  onProgress?.(1);
  return { vrm, clips, rest: (rest !== undefined && loaded.get(rest)) || null };
}
