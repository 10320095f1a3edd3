import { VRM, VRMLoaderPlugin } from '@pixiv/three-vrm';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';

/** What GLTFLoader needs of a browser: a picture decoder. The pictures themselves are not looked at. */
function standInForBrowser(): void {
  const scope: Record<string, unknown> = globalThis as never;
  scope.self ??= globalThis;
  scope.createImageBitmap ??= async () => ({ width: 1, height: 1, close() {} });
  scope.ProgressEvent ??= class extends Event {};
}

/** Loads a character with three-vrm in plain Node, collecting its warnings. */
export async function loadInNode(bytes: Uint8Array<ArrayBuffer>): Promise<{ vrm: VRM; warnings: string[] }> {
  standInForBrowser();
  const warnings: string[] = [];
  const warn = console.warn;
  console.warn = (...words: unknown[]) => {
    warnings.push(words.join(' '));
  };
  try {
    const loader = new GLTFLoader();
    loader.register((parser) => new VRMLoaderPlugin(parser));
    const gltf = await loader.parseAsync(bytes.buffer, '');
    const vrm: unknown = gltf.userData.vrm;
    if (!(vrm instanceof VRM)) throw new Error('the file holds no VRM');
    vrm.update(0);
    vrm.scene.updateMatrixWorld(true);
    return { vrm, warnings };
  } finally {
    console.warn = warn;
  }
}
