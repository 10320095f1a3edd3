import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '#scripts/browser/launch.ts';
import { buildPage, isPageStale } from '#scripts/build/page.ts';
import { type App, buildApp } from './app.ts';
import { loadConfig } from './config.ts';

/** What is heard and seen while she speaks. */
interface Performance {
  /** Loudest RMS that left the page. */
  level: number;
  /** Widest and narrowest mouth while a sentence sounded: sum of the vowel weights. */
  widest: number;
  narrowest: number;
  /** Distinct words that the caption marked. */
  words: number;
}

let folder: string;
let app: App;
let browser: Browser;
let url: string;

beforeAll(async () => {
  if (await isPageStale()) await buildPage(() => {});
  folder = await mkdtemp(join(tmpdir(), 'yunting-hall-'));
  app = await buildApp(loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await app?.server.close();
  await rm(folder, { recursive: true, force: true });
});

async function enter(locale: 'zh' | 'en'): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({
    locale: locale === 'zh' ? 'zh-CN' : 'en-US',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('response', (reply) => {
    if (reply.status() >= 500) errors.push(`${reply.status()} ${reply.url()}`);
  });
  await page.goto(url);
  await page.locator('.figure[data-live=true]').waitFor({ timeout: 60_000 });
  return { page, errors };
}

async function ask(page: Page, question: string): Promise<void> {
  await page.locator('#ask').fill(question);
  await page.keyboard.press('Enter');
}

/** Watches ears, lips and caption for so long after the first sound, in milliseconds. */
async function watch(page: Page, ms: number): Promise<Performance> {
  await page.waitForFunction(() => window.yunting?.heard()?.sounding, undefined, { timeout: 20_000 });
  return page.evaluate(async (forMs) => {
    const seen = { level: 0, widest: 0, narrowest: Number.POSITIVE_INFINITY, words: new Set<string>() };
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      seen.level = Math.max(seen.level, window.yunting?.level() ?? 0);
      const mouth = window.yunting?.mouth();
      if (mouth && window.yunting?.heard()?.sounding) {
        const width = mouth.aa + mouth.ih + mouth.ou + mouth.ee + mouth.oh;
        seen.widest = Math.max(seen.widest, width);
        seen.narrowest = Math.min(seen.narrowest, width);
        const word = document.querySelector('.caption mark')?.textContent;
        if (word) seen.words.add(word);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { ...seen, words: seen.words.size };
  }, ms);
}

describe('the hall in a real browser', () => {
  it.each([
    ['zh', '办居住证要收费吗？', '居住证'],
    ['en', 'How much does it cost to renew my ID card?', 'ID card'],
  ] as const)(
    'answers in %s: heard, lips in motion, captioned word by word, with a source to read',
    async (locale, question, subject) => {
      const { page, errors } = await enter(locale);
      await ask(page, question);
      const performed = await watch(page, 8000);
      expect(performed.level).toBeGreaterThan(0.02);
      expect(performed.widest).toBeGreaterThan(0.3);
      expect(performed.narrowest).toBeLessThan(0.1);
      expect(performed.words).toBeGreaterThan(3);

      await page.keyboard.press('Escape');
      await page.waitForFunction(() => {
        const mouth = window.yunting?.mouth();
        return mouth && mouth.aa + mouth.ih + mouth.ou + mouth.ee + mouth.oh < 0.05;
      });

      await page.locator('.cite').first().click();
      const source = page.locator('.source').first();
      await source.waitFor();
      expect(await source.textContent()).toContain(subject);
      const guide = await page.request.get(
        new URL((await source.locator('a').getAttribute('href')) ?? '', url).href,
      );
      expect(await guide.text()).toContain(subject);
      expect(errors).toEqual([]);
      await page.context().close();
    },
    90_000,
  );

  it('tells where a case stands only to who proves it is theirs', async () => {
    const demo = app.demoCases.find(({ state }) => state === 'in_review');
    if (!demo) throw new Error('no demonstration case in review');
    const { page } = await enter('zh');
    await ask(page, '我的居住证办到哪一步了？');
    const receipt = page.locator('.verify .receipt');
    await receipt.waitFor();
    await receipt.fill(demo.receipt);
    await page.locator('.verify .last4').fill(demo.idLast4 === '0000' ? '1111' : '0000');
    await page.locator('.verify button[type=submit]').click();
    await page.locator('.verify [role=alert]').waitFor();
    expect(await page.locator('.steps').count()).toBe(0);

    await page.locator('.verify .last4').fill(demo.idLast4);
    await page.locator('.verify button[type=submit]').click();
    await page.locator('.steps').first().waitFor();
    expect(await page.locator('.steps [aria-current=step]').first().textContent()).toContain('审核');
    expect(await page.locator('[role=log]').textContent()).not.toContain(demo.receipt);
    await page.context().close();
  }, 60_000);

  it('falls silent on Escape and keeps only what was heard', async () => {
    const { page } = await enter('zh');
    await ask(page, '孩子刚出生，户口怎么上？');
    await page.waitForFunction(() => (window.yunting?.level() ?? 0) > 0.02, undefined, { timeout: 20_000 });
    const told = page.waitForResponse((reply) => reply.url().endsWith('/api/answers/heard'));
    await page.keyboard.press('Escape');
    expect((await told).status()).toBe(204);
    await page.waitForFunction(() => (window.yunting?.level() ?? 1) < 0.001);
    expect(await page.evaluate(() => window.yunting?.heard())).toBeNull();
    expect(await page.locator('.sentence.unheard').count()).toBeGreaterThan(0);
    await page.context().close();
  }, 60_000);
});
