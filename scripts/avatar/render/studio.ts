import { VRM, VRMLoaderPlugin } from '@pixiv/three-vrm';
import {
  createVRMAnimationClip,
  type VRMAnimation,
  VRMAnimationLoaderPlugin,
  VRMLookAtQuaternionProxy,
} from '@pixiv/three-vrm-animation';
import * as THREE from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';

/** Runs inside the browser: poses the character and hands out pictures. */
export interface Studio {
  load(vrmBase64: string): Promise<void>;
  addClip(name: string, vrmaBase64: string): Promise<void>;
  /** A picture as a data URL. */
  shoot(shot: Shot): string;
}

export interface Shot {
  width: number;
  height: number;
  /** Height the camera looks at, distance from the axis and direction (degrees, 0 = front). */
  y: number;
  distance: number;
  azimuth?: number;
  x?: number;
  clip: string;
  /** Seconds into the clip. */
  time: number;
  expressions?: Readonly<Record<string, number>>;
  /** Where she looks, metres; absent: into the camera. */
  gaze?: readonly [number, number, number];
  /** CSS colour; absent: transparent. */
  background?: string;
  format?: 'image/png' | 'image/webp';
}

declare global {
  interface Window {
    studio: Studio;
  }
}

/** Drawn larger and reduced, in place of multisampling. */
const SUPERSAMPLING = 2;
/** Frames for the spring bones to come to rest. */
const SETTLE_FRAMES = 40;

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
}

function createStudio(): Studio {
  const renderer = new THREE.WebGLRenderer({ antialias: false, preserveDrawingBuffer: true, alpha: true });
  renderer.setPixelRatio(1);
  const scene = new THREE.Scene();
  const key = new THREE.DirectionalLight('#ffffff', Math.PI * 0.78);
  key.position.set(0.55, 1.1, 1.6);
  scene.add(key, new THREE.AmbientLight('#ffffff', Math.PI * 0.22));
  const camera = new THREE.PerspectiveCamera(22, 1, 0.05, 20);
  const target = new THREE.Object3D();
  scene.add(target);
  const loader = new GLTFLoader();
  loader.register((parser) => new VRMLoaderPlugin(parser));
  loader.register((parser) => new VRMAnimationLoaderPlugin(parser));
  const clips = new Map<string, THREE.AnimationClip>();
  let loaded: VRM | null = null;

  const character = (): VRM => {
    if (!loaded) throw new Error('load a character first');
    return loaded;
  };

  const pose = (vrm: VRM, { clip, time, expressions, gaze }: Shot): void => {
    const animation = clips.get(clip);
    if (!animation) throw new Error(`no clip ${clip}`);
    // Reset first: a mixer remembers what it found and leaves alone what seems not to change.
    vrm.humanoid.resetNormalizedPose();
    vrm.expressionManager?.resetValues();
    const mixer = new THREE.AnimationMixer(vrm.scene);
    mixer.clipAction(animation).play();
    mixer.setTime(time);
    for (const [name, weight] of Object.entries(expressions ?? {}))
      vrm.expressionManager?.setValue(name, weight);
    if (gaze) target.position.set(...gaze);
    else target.position.copy(camera.position);
    vrm.springBoneManager?.reset();
    for (let i = 0; i < SETTLE_FRAMES; i++) vrm.update(1 / 60);
  };

  return {
    async load(vrmBase64) {
      const gltf = await loader.parseAsync(bytesOf(vrmBase64), '');
      const vrm: unknown = gltf.userData.vrm;
      if (!(vrm instanceof VRM) || !vrm.lookAt) throw new Error('the file holds no VRM');
      loaded = vrm;
      vrm.lookAt.target = target;
      vrm.scene.traverse((object) => {
        object.frustumCulled = false;
      });
      const proxy = new VRMLookAtQuaternionProxy(vrm.lookAt);
      proxy.name = 'lookAtQuaternionProxy';
      vrm.scene.add(proxy);
      scene.add(vrm.scene);
    },
    async addClip(name, vrmaBase64) {
      const gltf = await loader.parseAsync(bytesOf(vrmaBase64), '');
      const animations: VRMAnimation[] = gltf.userData.vrmAnimations;
      const animation = animations[0];
      if (!animation) throw new Error(`${name} holds no animation`);
      clips.set(name, createVRMAnimationClip(animation, character()));
    },
    shoot(shot) {
      const { width, height, y, distance, azimuth = 0, x = 0, background, format = 'image/png' } = shot;
      const angle = (azimuth * Math.PI) / 180;
      camera.aspect = width / height;
      camera.updateProjectionMatrix();
      camera.position.set(x + Math.sin(angle) * distance, y, Math.cos(angle) * distance);
      camera.lookAt(x, y, 0);
      pose(character(), shot);
      scene.background = background === undefined ? null : new THREE.Color(background);
      renderer.setSize(width * SUPERSAMPLING, height * SUPERSAMPLING);
      renderer.render(scene, camera);
      const reduced = document.createElement('canvas');
      reduced.width = width;
      reduced.height = height;
      const context = reduced.getContext('2d');
      if (!context) throw new Error('no 2D canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(renderer.domElement, 0, 0, width, height);
      return reduced.toDataURL(format, 0.9);
    },
  };
}

window.studio = createStudio();
