import { type Avatar, AvatarError, type AvatarOptions } from './types.ts';

export { mouthAt } from './lipsync.ts';
export * from './types.ts';

/** Asks with a context of its own, given back at once. */
function hasWebGl2(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

/**
 * Loads a character onto a canvas. The 3D library is downloaded only here, and only where WebGL exists, so this
 * index costs a page next to nothing.
 * @throws {AvatarError} `no_webgl` or `model_failed`.
 */
export async function createAvatar(options: AvatarOptions): Promise<Avatar> {
  if (!hasWebGl2()) throw new AvatarError('no_webgl', 'This browser has no WebGL 2.');
  let module: typeof import('./avatar.ts');
  try {
    module = await import('./avatar.ts');
  } catch (cause) {
    throw new AvatarError('model_failed', 'The 3D part of the page cannot be loaded.', { cause });
  }
  return module.buildAvatar(options);
}
