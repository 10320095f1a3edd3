import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startApp } from '#scripts/bench/app.ts';
import { launchChromium } from '#scripts/browser/launch.ts';
import { buildStale } from '#scripts/build/index.ts';

/** Where the pictures of the READMEs go. */
const FOLDER = 'docs/images';
/** Quality of the WebP files, 0..1: text stays crisp, a picture stays under 100 kB. */
const WEBP_QUALITY = 0.9;

interface Shot {
  name: string;
  locale: 'zh' | 'en';
  width: number;
  height: number;
  theme?: 'light' | 'dark';
  question: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'lobby', locale: 'zh', width: 1280, height: 800, question: '孩子刚出生，户口怎么上？' },
  {
    name: 'lobby-dark-en',
    locale: 'en',
    width: 1280,
    height: 800,
    theme: 'dark',
    question: 'What do I need to renew my ID card?',
  },
  {
    name: 'phone-en',
    locale: 'en',
    width: 390,
    height: 844,
    question: 'How much does it cost to renew my ID card?',
  },
  { name: 'kiosk', locale: 'zh', width: 1080, height: 1920, question: '去北京看病，医保怎么备案？' },
];

async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const source = `data:image/png;base64,${png.toString('base64')}`;
  const url = await page.evaluate(
    async ([address, quality]) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    [source, WEBP_QUALITY] as const,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Asks one question and takes the picture while she speaks, two and a half seconds in: gesture and mouth are in motion. */
async function take(browser: Browser, baseUrl: string, shot: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: shot.locale === 'zh' ? 'zh-CN' : 'en-US',
    colorScheme: shot.theme ?? 'light',
  });
  const page = await context.newPage();
  await page.goto(`${baseUrl}/?quality=high`);
  await page.locator('.figure[data-live=true]').waitFor({ timeout: 60_000 });
  await page.locator('#ask').fill(shot.question);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => (window.yunting?.heard()?.tMs ?? 0) > 2500, undefined, {
    timeout: 30_000,
  });
  const png = await page.screenshot();
  await writeFile(join(FOLDER, `${shot.name}.webp`), await toWebp(page, png));
  console.log(`✓ ${FOLDER}/${shot.name}.webp`);
  await context.close();
}

await buildStale();
await mkdir(FOLDER, { recursive: true });
const app = await startApp();
const browser = await launchChromium();
try {
  for (const shot of SHOTS) await take(browser, app.baseUrl, shot);
} finally {
  await browser.close();
  await app.stop();
}
