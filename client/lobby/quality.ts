import { z } from 'zod';

export interface Device {
  /** UNMASKED_RENDERER_WEBGL; null where there is no WebGL at all. */
  renderer: string | null;
  /** `navigator.hardwareConcurrency`. */
  cores: number;
  /** `navigator.deviceMemory` in GB, rounded down by the browser; undefined where it does not tell. */
  memoryGb: number | undefined;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
/** Below these a phone or an old office machine drops frames with the full character. */
const FEW_CORES = 3;
const LITTLE_MEMORY_GB = 3;

export const Quality = z.enum(['high', 'low', 'still']);
/** How to show her: full, light, or as a still picture. */
export type Quality = z.infer<typeof Quality>;

/** What suits a device. */
export function chooseQuality({ renderer, cores, memoryGb }: Device): Quality {
  if (renderer === null) return 'still';
  const weak = cores < FEW_CORES || (memoryGb ?? Number.POSITIVE_INFINITY) < LITTLE_MEMORY_GB;
  return SOFTWARE.test(renderer) || weak ? 'low' : 'high';
}

/** Asks the browser. The WebGL context made for it is given back at once. */
export function readDevice(): Device {
  const gl = document.createElement('canvas').getContext('webgl2');
  let renderer: string | null = null;
  if (gl) {
    const info = gl.getExtension('WEBGL_debug_renderer_info');
    renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
  const memoryGb =
    'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number'
      ? navigator.deviceMemory
      : undefined;
  return { renderer, cores: navigator.hardwareConcurrency, memoryGb };
}

/** The quality that the address pins, `?quality=high`: for kiosks whose hardware is known and for pictures. */
export function pinnedQuality(search: string): Quality | undefined {
  return Quality.safeParse(new URLSearchParams(search).get('quality')).data;
}
