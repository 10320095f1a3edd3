/** How the browser draws 3D: not at all, on the processor, or on a graphics chip. */
export type Graphics = 'none' | 'software' | 'hardware';

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Asks the browser with a context of its own, given back at once. Costs no download. */
export function probeGraphics(): Graphics {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return 'none';
  const unmasked = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(unmasked?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE.test(renderer) ? 'software' : 'hardware';
}
