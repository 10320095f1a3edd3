import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { at } from '../math/vector.ts';
import { type Camera, withCamera } from './browser.ts';
import type { Shot } from './studio.ts';

const BACKGROUND = '#e8eef5';
const FACE = {
  width: 300,
  height: 300,
  y: 1.438,
  distance: 0.72,
  clip: 'rest',
  time: 0,
  background: BACKGROUND,
};
const STAGE = { width: 380, height: 420, y: 1.2, distance: 2.3, background: BACKGROUND };
const LARGE = { width: 900, height: 1000, clip: 'rest', time: 0, background: BACKGROUND };

const faceOf = (expressions: Record<string, number>, gaze?: Shot['gaze']): Shot =>
  gaze ? { ...FACE, expressions, gaze } : { ...FACE, expressions };

/** Four a row. */
const EXPRESSIONS: readonly Shot[] = [
  faceOf({}),
  ...['aa', 'ih', 'ou', 'ee', 'oh', 'closed', 'blink', 'blinkLeft'].map((name) => faceOf({ [name]: 1 })),
  ...['happy', 'relaxed', 'sad', 'angry', 'surprised'].map((name) => faceOf({ [name]: 1 })),
  faceOf({ happy: 0.7, aa: 0.7 }),
  faceOf({ surprised: 0.7, oh: 0.8 }),
  faceOf({}, [1.2, 1.45, 1.2]),
  faceOf({}, [-1.2, 1.45, 1.2]),
  faceOf({}, [0, 2.3, 1.2]),
  faceOf({}, [0, 0.6, 1.2]),
];

const GESTURES: readonly Shot[] = (
  [
    ['rest', 0],
    ['greet', 0.75],
    ['greet', 1.6],
    ['bow', 1.1],
    ['nod', 0.24],
    ['explain', 0.28],
    ['explain', 0.55],
    ['explain', 1.05],
    ['explain', 2.1],
    ['point', 0.3],
    ['point', 0.9],
    ['point', 1.7],
    ['wave', 0.25],
    ['wave', 0.75],
    ['wave', 1.05],
    ['wave', 2.0],
  ] as const
).map(([clip, time]) => ({ ...STAGE, clip, time }));

const VIEWS: Readonly<Record<string, Shot>> = {
  portrait: { ...LARGE, y: 1.43, distance: 1.1 },
  oblique: { ...LARGE, y: 1.42, distance: 1.1, azimuth: 38, gaze: [0, 1.42, 3] },
  profile: { ...LARGE, y: 1.42, distance: 1.1, azimuth: 90, gaze: [0, 1.42, 3] },
  back: { ...LARGE, y: 1.25, distance: 2.1, azimuth: 180, gaze: [0, 1.42, 3] },
  bust: { ...LARGE, y: 1.22, distance: 2.2 },
  full: { ...LARGE, y: 0.81, distance: 4.5 },
  hands: { ...LARGE, y: 0.98, distance: 0.8, azimuth: 15 },
};

/** Draws contact sheets for looking at, and returns the names of the files written into `folder`. */
export async function renderSheets(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return withCamera('receptionist.vrm', async (camera) => {
    const files: Record<string, Buffer> = {
      'expressions.png': await contactSheet(camera, EXPRESSIONS),
      'gestures.png': await contactSheet(camera, GESTURES),
    };
    for (const [name, shot] of Object.entries(VIEWS)) files[`${name}.png`] = await camera.shoot(shot);
    for (const [name, picture] of Object.entries(files)) await writeFile(join(folder, name), picture);
    return Object.keys(files);
  });
}

const COLUMNS = 4;

async function contactSheet(camera: Camera, shots: readonly Shot[]): Promise<Buffer> {
  const { width, height } = at(shots, 0);
  const sheet = new PNG({ width: width * COLUMNS, height: height * Math.ceil(shots.length / COLUMNS) });
  for (const [i, shot] of shots.entries()) {
    const tile = PNG.sync.read(await camera.shoot(shot));
    PNG.bitblt(tile, sheet, 0, 0, width, height, (i % COLUMNS) * width, Math.floor(i / COLUMNS) * height);
  }
  return PNG.sync.write(sheet);
}
