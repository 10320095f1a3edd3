import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchChromium } from '#scripts/browser/launch.ts';
import { CLIP_NAMES } from '../clips/gestures.ts';
import { AVATARS_DIR } from '../index.ts';
import type { Shot } from './studio.ts';

/** Takes pictures of a built character. */
export interface Camera {
  shoot(shot: Shot): Promise<Buffer>;
}

async function bundleStudio(): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./studio.ts', import.meta.url)),
        formats: ['iife'],
        name: 'avatarStudio',
      },
    },
  });
  const bundle = [output].flat()[0];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error('the studio page could not be bundled');
  return chunk.code;
}

const base64Of = async (path: string): Promise<string> =>
  (await readFile(join(AVATARS_DIR, path))).toString('base64');

/** Opens a headless browser with `model` (a path under `avatars/`) and all clips, and closes it after `work`. */
export async function withCamera<T>(model: string, work: (camera: Camera) => Promise<T>): Promise<T> {
  const code = await bundleStudio();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'warning' || message.type() === 'error') console.warn(message.text());
    });
    await page.addScriptTag({ content: code });
    await page.evaluate((data) => window.studio.load(data), await base64Of(model));
    for (const name of [...CLIP_NAMES, 'rest']) {
      const clip = { name, data: await base64Of(`gestures/${name}.vrma`) };
      await page.evaluate(({ name, data }) => window.studio.addClip(name, data), clip);
    }
    return await work({
      async shoot(shot) {
        const url = await page.evaluate((wanted) => window.studio.shoot(wanted), shot);
        return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
      },
    });
  } finally {
    await browser.close();
  }
}
