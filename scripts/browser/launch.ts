import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find.ts';

/** Software WebGL, sound without a tap, and no sandbox where the tests run as root, as in containers. */
const ARGS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--autoplay-policy=no-user-gesture-required',
  '--no-sandbox',
];

/** A headless browser for tests and benchmarks. `args` are added to the usual ones. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('No Chromium found: run `npm test`, which installs one, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, headless: true, args: [...ARGS, ...args] });
}
