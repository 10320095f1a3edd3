import {
  AmbientLight,
  DirectionalLight,
  type Object3D,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { type Figure, frameFigure } from './framing.ts';
import { AvatarError, type AvatarOptions } from './types.ts';

export interface Stage {
  camera: PerspectiveCamera;
  /** Frames a figure that stands at the origin, now and whenever the canvas changes its size. */
  aimAt(figure: Figure): void;
  add(object: Object3D): void;
  draw(): void;
  dispose(): void;
}

/** Beyond twice the CSS pixels nobody sees a difference, and shading costs by the square. */
const MOST_PIXEL_RATIO = 2;
/**
 * On software rendering all cost is shading. One pixel a CSS pixel, without antialiasing, still gives 15 to 20 frames
 * a second on two cores; fewer pixels look like blocks.
 */
const LOW_PIXEL_RATIO = 1;

/** MToon shows its colours as painted when directional and ambient light together make up π. */
const KEY = { colour: '#fff1de', intensity: Math.PI * 0.76, position: new Vector3(-0.9, 1.2, 1.6) };
const AMBIENT = { colour: '#f4f6ff', intensity: Math.PI * 0.24 };

/**
 * A transparent canvas with camera and light, that follows the size of its canvas.
 * @throws {AvatarError} `no_webgl`.
 */
export function createStage(options: Pick<AvatarOptions, 'canvas' | 'quality' | 'onContext'>): Stage {
  const { canvas, quality, onContext } = options;
  let renderer: WebGLRenderer;
  try {
    renderer = new WebGLRenderer({ canvas, alpha: true, antialias: quality === 'high', stencil: false });
  } catch (cause) {
    throw new AvatarError('no_webgl', 'This browser gives no WebGL 2 context.', { cause });
  }
  renderer.setClearAlpha(0);
  const scene = new Scene();
  const camera = new PerspectiveCamera();
  const key = new DirectionalLight(KEY.colour, KEY.intensity);
  key.position.copy(KEY.position);
  scene.add(key, new AmbientLight(AMBIENT.colour, AMBIENT.intensity));
  let figure: Figure | null = null;
  let lost = false;

  function draw(): void {
    if (!lost) renderer.render(scene, camera);
  }

  function frame(): void {
    const { clientWidth, clientHeight } = canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    const most = quality === 'low' ? LOW_PIXEL_RATIO : MOST_PIXEL_RATIO;
    const ratio = Math.min(window.devicePixelRatio, most);
    renderer.setPixelRatio(ratio);
    renderer.setSize(clientWidth, clientHeight, false);
    if (figure === null) return;
    const { fovDeg, y, z } = frameFigure(figure, clientWidth / clientHeight);
    camera.fov = fovDeg;
    camera.aspect = clientWidth / clientHeight;
    camera.near = z / 10;
    camera.far = z * 4;
    camera.position.set(0, y, z);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
    // A resized canvas is blank until it is drawn again.
    draw();
  }

  function onLost(event: Event): void {
    // Only a prevented loss is ever restored.
    event.preventDefault();
    lost = true;
    onContext?.('lost');
  }
  function onRestored(): void {
    lost = false;
    draw();
    onContext?.('restored');
  }
  canvas.addEventListener('webglcontextlost', onLost);
  canvas.addEventListener('webglcontextrestored', onRestored);
  const observer = new ResizeObserver(frame);
  observer.observe(canvas);

  return {
    camera,
    aimAt(of) {
      figure = of;
      frame();
    },
    add: (object) => scene.add(object),
    draw,
    dispose() {
      observer.disconnect();
      canvas.removeEventListener('webglcontextlost', onLost);
      canvas.removeEventListener('webglcontextrestored', onRestored);
      renderer.dispose();
    },
  };
}
