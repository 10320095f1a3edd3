import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AVATARS_DIR } from '../index.ts';
import { withCamera } from './browser.ts';

const PORTRAIT = 'portrait.webp';
const WIDTH = 640;
const HEIGHT = 900;

/** Draws the still picture for pages without WebGL: from head to hips, transparent, smiling slightly. */
export async function renderPortrait(): Promise<{ file: string; sizeBytes: number }> {
  const picture = await withCamera('receptionist.vrm', (camera) =>
    camera.shoot({
      width: WIDTH,
      height: HEIGHT,
      y: 1.225,
      distance: 2.16,
      clip: 'rest',
      time: 0,
      expressions: { happy: 0.3, relaxed: 0.2 },
      format: 'image/webp',
    }),
  );
  const file = join(AVATARS_DIR, PORTRAIT);
  await writeFile(file, picture);
  return { file, sizeBytes: picture.byteLength };
}
