import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '#scripts/browser/launch.ts';
import { type App, buildApp } from './app.ts';
import { loadConfig } from './config.ts';

let folder: string;
let app: App;
let browser: Browser;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yunting-guides-'));
  app = await buildApp(loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', DEMO_CASES: 'false' }));
  address = `${await app.server.listen({ host: '127.0.0.1', port: 0 })}/guides/id-card-renewal?lang=zh`;
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the public page of a guide', () => {
  it('is read whole with and without JavaScript, and the content policy blocks nothing on it', async () => {
    const blocked: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const tab = await context.newPage();
      tab.on('console', (message) => {
        if (/content security policy/i.test(message.text())) blocked.push(message.text());
      });
      const reply = await tab.goto(address);
      expect(reply?.headers()['content-security-policy']).toContain("script-src 'self'");
      expect(await tab.locator('#steps').innerText()).toContain('办理流程');
      expect(await tab.locator('#fees').innerText()).toContain('20');
      expect(await tab.locator('script[type="application/ld+json"]').count()).toBe(1);
      await context.close();
    }
    expect(blocked).toEqual([]);
  });

  it('prints black on white, without what only serves the screen', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' });
    const tab = await context.newPage();
    await tab.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await tab.goto(address);
    expect(await tab.locator('nav:visible').count()).toBe(0);
    expect(await tab.locator('footer').innerText()).toContain(address);
    const colours = await tab
      .locator('body')
      .evaluate((body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor]);
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await context.close();
  });
});
