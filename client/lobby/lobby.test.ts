import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '#scripts/browser/launch.ts';
import { type Hall, startHall } from './testing/hall-server.ts';

interface AxeViolation {
  id: string;
  impact: string | null;
  nodes: { html: string }[];
}

declare global {
  interface Window {
    /** Put on the page by the accessibility tests. */
    axe?: { run(): Promise<{ violations: AxeViolation[] }> };
  }
}

const ROOT = resolve(import.meta.dirname, '../..');
const BIRTH = '孩子刚出生，怎么上户口？';
const settings = (change: object) =>
  JSON.stringify({ locale: 'zh', theme: 'light', size: 'normal', muted: false, captions: true, ...change });

describe('the lobby page', { timeout: 60_000 }, () => {
  let pages: string;
  let browser: Browser;
  let hall: Hall;
  let context: BrowserContext | undefined;
  let errors: string[];

  beforeAll(async () => {
    pages = await mkdtemp(join(tmpdir(), 'lobby-'));
    await build({
      root: join(ROOT, 'client'),
      configFile: join(ROOT, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: pages, emptyOutDir: true },
    });
    browser = await launchChromium();
  });
  afterEach(async () => {
    await context?.close();
    await hall.close();
  });
  afterAll(async () => {
    await browser.close();
    await rm(pages, { recursive: true, force: true });
  });

  interface Visit {
    width?: number;
    height?: number;
    locale?: string;
    chosen?: object;
    query?: string;
    avatars?: string;
    paceMs?: number;
    msPerChar?: number;
    in?: Browser;
    reducedMotion?: boolean;
    saysLabel?: boolean;
  }

  async function visit(how: Visit = {}): Promise<Page> {
    const { width = 1280, height = 800, locale = 'zh-CN', chosen, query = '?quality=still' } = how;
    errors = [];
    hall = await startHall({
      pages,
      ...(how.avatars && { avatars: how.avatars }),
      paceMs: how.paceMs ?? 40,
      msPerChar: how.msPerChar ?? 20,
      saysLabel: how.saysLabel ?? false,
    });
    context = await (how.in ?? browser).newContext({
      viewport: { width, height },
      locale,
      reducedMotion: how.reducedMotion ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (/Content Security Policy|Warning:/.test(message.text())) errors.push(message.text());
    });
    if (chosen)
      await page.addInitScript((text) => {
        if (!localStorage.getItem('yunting.settings')) localStorage.setItem('yunting.settings', text);
      }, settings(chosen));
    await page.goto(hall.url + query);
    await page.locator('#ask').waitFor();
    return page;
  }
  async function ask(page: Page, question: string): Promise<void> {
    await page.locator('#ask').fill(question);
    await page.locator('#ask').press('Enter');
  }
  const sentences = (page: Page) => page.locator('.sentence');
  const finished = (page: Page) => page.locator('.state b', { hasText: '等您开口' }).waitFor();

  it('shows sentences one by one, captions them and comes to rest', async () => {
    const page = await visit({ paceMs: 1000, msPerChar: 80 });
    const counts = page.evaluate(
      () =>
        new Promise<number[]>((done) => {
          const seen: number[] = [];
          const observer = new MutationObserver(() => {
            const count = document.querySelectorAll('.sentence').length;
            if (count > 0 && seen.at(-1) !== count) seen.push(count);
            if (count === 3) {
              observer.disconnect();
              done(seen);
            }
          });
          observer.observe(document.body, { childList: true, subtree: true });
        }),
    );
    await ask(page, BIRTH);
    await page.locator('.caption mark').waitFor();
    expect(await page.locator('.caption').textContent()).toContain('新生儿落户');
    expect(await page.locator('.sentence.speaking').count()).toBe(1);
    // A browser that has just started may hold the first one back for a second, never all three.
    expect((await counts)[0]).toBeLessThan(3);
    await finished(page);
    expect(await page.locator('.sentence.speaking').count()).toBe(0);
    expect(hall.asked[0]?.forwardedProps).toEqual({ locale: 'zh', channel: 'web', speech: true });
    expect(errors).toEqual([]);
  });

  it('announces each sentence once, as the only live words of the log', async () => {
    const page = await visit();
    await ask(page, BIRTH);
    await expect.poll(() => sentences(page).count()).toBe(3);
    const live = await page.locator('[role="log"]').evaluate((log) => {
      const walker = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
      const words: string[] = [];
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode as Text;
        if (parentElement && !parentElement.closest('[aria-live="off"]')) words.push(data);
      }
      return words.join('');
    });
    expect(live.match(/申报即可/g)).toHaveLength(1);
    expect(live).not.toContain(BIRTH);
    expect(live).not.toContain('居民户口簿');
    expect(await page.locator('.caption').getAttribute('aria-hidden')).toBe('true');
  });

  it('opens a citation to the quoted section with a link to the guide', async () => {
    const page = await visit();
    await ask(page, BIRTH);
    const cite = page.getByRole('button', { name: '出处 1：新生儿出生登记 · 申报时限' }).first();
    await cite.click();
    expect(await cite.getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.source blockquote').textContent()).toContain('婴儿出生后一个月以内');
    expect(await page.locator('.source a').getAttribute('href')).toContain('#time_limit');
    await cite.click();
    expect(await page.locator('.source').count()).toBe(0);
  });

  it('silences her on Esc first, and closes the open source on the next', async () => {
    const page = await visit({ msPerChar: 200 });
    await ask(page, BIRTH);
    await page.locator('.caption mark').first().waitFor();
    await page.locator('.cite').first().press('Enter');
    await page.locator('.source a').focus();
    await page.keyboard.press('Escape');
    await page.locator('.state b', { hasText: '您请说' }).waitFor();
    expect(await page.locator('.source').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('.source').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cite');
  });

  it('says why the rest is grey when she is stopped after the whole answer has come', async () => {
    const page = await visit({ paceMs: 0, msPerChar: 200 });
    await ask(page, BIRTH);
    await expect.poll(() => sentences(page).count()).toBe(3);
    await page.locator('.caption mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('您让小澄停下了').waitFor();
    expect(await page.locator('.sentence.unheard').count()).toBe(2);
  });

  it('goes on from the conversation when the control that asked has gone', async () => {
    const page = await visit();
    await page.locator('.suggestion').first().press('Enter');
    await page.locator('.turn').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('log');
  });

  it('shows on the board that its list goes on, until its end', async () => {
    const page = await visit({ height: 600 });
    await ask(page, BIRTH);
    await page.locator('.more-below').waitFor();
    await page.locator('.board').evaluate((board) => board.scrollTo(0, board.scrollHeight));
    await page.locator('.more-below').waitFor({ state: 'detached' });
  });

  it('keeps the conversation and the ticks of a checklist over a reload', async () => {
    const page = await visit();
    await ask(page, BIRTH);
    const box = page.getByRole('checkbox', { name: /父母居民身份证/ });
    await box.check();
    await page.locator('.board .tag', { hasText: '备好 1 / 4' }).waitFor();
    await finished(page);
    await page.reload();
    await sentences(page).nth(2).waitFor();
    expect(await box.isChecked()).toBe(true);
    expect(await page.locator('.state b').textContent()).toBe('等您开口');
  });

  it('marks an answer that the reload cut off, and asks it again', async () => {
    const page = await visit({ paceMs: 2000 });
    await ask(page, BIRTH);
    await sentences(page).first().waitFor();
    await page.reload();
    await page.getByText('页面刷新过').waitFor();
    expect(await sentences(page).count()).toBe(1);
    hall.setPace(20);
    await page.getByRole('button', { name: '再问一次' }).click();
    await expect.poll(() => hall.asked.length).toBe(2);
  });

  it('begins a thread of its own in a duplicated tab', async () => {
    const page = await visit();
    await ask(page, BIRTH);
    await finished(page);
    // A window opened by the page takes a copy of its tab's storage along, as a duplicated tab does.
    const [copy] = await Promise.all([
      page.context().waitForEvent('page'),
      page.evaluate(() => void window.open(location.href)),
    ]);
    await copy.locator('.welcome').waitFor();
    await ask(copy, BIRTH);
    await expect.poll(() => hall.asked.length).toBe(2);
    expect(hall.asked[1]?.threadId).not.toBe(hall.asked[0]?.threadId);
    await page.reload();
    await sentences(page).nth(2).waitFor();
  });

  it('works where the browser forbids storage', async () => {
    const page = await visit();
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    await page.reload();
    await ask(page, BIRTH);
    await expect.poll(() => sentences(page).count()).toBe(3);
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    expect(errors).toEqual([]);
  });

  it('leads through the proof of a case to its timeline', async () => {
    const page = await visit();
    await page.getByRole('button', { name: '我的办件' }).click();
    const receipt = page.getByLabel('受理号', { exact: true });
    const last4 = page.getByLabel('身份证号后四位');
    await receipt.waitFor();
    await expect.poll(() => receipt.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: '查进度' }).click();
    await page.getByText('请填受理号。').waitFor();
    await receipt.pressSequentially('hc20267k3m9qpx4');
    expect(await receipt.inputValue()).toBe('HC-2026-7K3M-9QPX-4');
    await last4.fill('0813');
    await page.getByRole('button', { name: '查进度' }).click();
    await page.getByRole('alert').filter({ hasText: '对不上' }).waitFor();
    await last4.fill('081x');
    await page.getByRole('button', { name: '查进度' }).click();
    await page.locator('.steps [aria-current="step"]', { hasText: '审核' }).waitFor();
    await page.getByText('补交房屋租赁合同的第二页').waitFor();
    expect(JSON.stringify(hall.asked)).not.toMatch(/7K3M|081/i);
  });

  it('says and captions first that AI speaks, and marks the answer so, without a sentence more', async () => {
    const page = await visit({ msPerChar: 60, saysLabel: true });
    await ask(page, BIRTH);
    await page.locator('.caption', { hasText: '以下由人工智能生成' }).waitFor();
    await page.locator('.caption', { hasText: '新生儿落户' }).waitFor();
    expect(await sentences(page).count()).toBe(3);
    expect(await page.locator('.log').getByText('AI生成', { exact: true }).count()).toBe(1);
    expect(await page.locator('.ai-label').textContent()).toContain('AI生成');
    await page.keyboard.press('Escape');
  });

  it('keeps every card of an answer in reach beside her, the checklist first', async () => {
    const page = await visit();
    await ask(page, '居住证办理步骤');
    const tab = (name: string) => page.getByRole('tab', { name });
    await tab('步骤').waitFor();
    expect(await tab('材料清单').getAttribute('aria-selected')).toBe('true');
    await tab('材料清单').press('ArrowRight');
    expect(await page.getByRole('tabpanel', { name: '步骤' }).locator('.way li').count()).toBe(4);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('步骤');
    await page.locator('.log .pointer', { hasText: '新生儿落户要带的材料' }).click();
    await expect.poll(() => tab('材料清单').getAttribute('aria-selected')).toBe('true');
  });

  it("speaks the answer's language on its cards, whatever the page's", async () => {
    const page = await visit();
    await ask(page, 'baby');
    await page.locator('.board .tag', { hasText: '0 of 3 ready' }).waitFor();
    await page.locator('.board .tag', { hasText: 'Leave at home' }).waitFor();
    expect(await page.locator('.board').getAttribute('lang')).toBe('en');
  });

  it('asks for a call only when it is sent, shows what stands after a reload, and takes it back', async () => {
    const page = await visit();
    await ask(page, '请给我回电');
    const phone = page.getByLabel('电话号码');
    const send = page.getByRole('button', { name: '请给我回电话' });
    expect(await phone.inputValue()).toBe('');
    await phone.fill('1380000567');
    await send.click();
    await page.getByText('号码没填对').waitFor();
    await expect.poll(() => phone.evaluate((field) => field === document.activeElement)).toBe(true);
    await phone.fill('13800005678');
    await page.getByLabel('想问什么').fill('约的次数太多了');
    await send.click();
    await page.getByRole('alert').filter({ hasText: '次数太多' }).waitFor();
    expect(hall.callbacks).toEqual([]);
    await page.getByLabel('想问什么').fill('居住证换地址');
    await send.click();
    const slip = page.locator('.standing');
    for (const words of ['A17', '前面还有 2 位', '10:30', '尾号 5678']) await slip.getByText(words).waitFor();
    expect(hall.callbacks).toMatchObject([
      { phone: '13800005678', topic: '居住证换地址', guide: 'residence-permit' },
    ]);
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(
      '13800005678',
    );
    await page.reload();
    await slip.getByText('A17').waitFor();
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await page.getByText('不会再打给您').waitFor();
    await phone.waitFor();
  });

  it('takes a thumb at once and a reason when asked for, and thanks for it', async () => {
    const page = await visit();
    await ask(page, BIRTH);
    const up = page.getByRole('button', { name: '有帮助', exact: true });
    const down = page.getByRole('button', { name: '没帮助' });
    await up.click();
    await page.getByRole('status').filter({ hasText: '谢谢' }).waitFor();
    await down.press('Enter');
    await page.getByRole('button', { name: '太啰嗦' }).press('Enter');
    await page.getByRole('textbox', { name: /还想说的/ }).fill('一句就够');
    await page.getByRole('button', { name: '提交' }).press('Enter');
    await expect.poll(() => hall.rated.length).toBe(3);
    const runId = hall.asked[0]?.runId;
    expect(hall.rated).toMatchObject([
      { runId, rating: 'up', reason: null },
      { runId, rating: 'down', reason: null },
      { runId, rating: 'down', reason: 'too_long', comment: '一句就够' },
    ]);
    await expect.poll(() => down.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await up.getAttribute('aria-pressed')).toBe('false');
    await page.reload();
    await expect.poll(() => down.getAttribute('aria-pressed')).toBe('true');
  });

  it('asks nobody in need for a thumb', async () => {
    const page = await visit();
    await ask(page, '不想活了');
    await finished(page);
    await page.locator('.made').waitFor();
    expect(await page.locator('.thumbs').count()).toBe(0);
  });

  it('stands still, with phone and guides in reach, while she is switched off, until she is back', async () => {
    const page = await visit();
    await page.clock.install();
    hall.switchTo({ answering: false, notice: '系统升级，下午两点恢复。' });
    await ask(page, BIRTH);
    await page.locator('#hall-notice').getByText('系统升级，下午两点恢复。').waitFor();
    await expect.poll(() => page.locator('#ask').isDisabled()).toBe(true);
    expect(await page.getByRole('link', { name: '拨打 12345' }).getAttribute('href')).toBe('tel:12345');
    const guide = page.getByRole('link', { name: /换身份证/ });
    expect(await guide.getAttribute('href')).toBe('/guides/id-card-renewal?lang=zh');
    await page.getByRole('button', { name: '人工服务' }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('hall-notice');
    hall.switchTo({ answering: true, notice: null });
    await page.clock.runFor(31_000);
    await page.getByText('小澄回来了').waitFor();
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect.poll(() => sentences(page).count()).toBe(3);
  });

  it('says from when on one can ask again', async () => {
    const page = await visit();
    await ask(page, '问得太快');
    await page.getByText('秒后可以再问').waitFor();
    const again = page.getByRole('button', { name: '再试一次' });
    expect(await again.isDisabled()).toBe(true);
    await page.getByText('现在可以再问了').waitFor();
    await expect.poll(() => again.isDisabled()).toBe(false);
  });

  it('deletes the conversation, here and in the hall, after asking once', async () => {
    const page = await visit({ msPerChar: 200 });
    await ask(page, BIRTH);
    await page.locator('.caption mark').first().waitFor();
    await page.getByRole('checkbox', { name: /父母居民身份证/ }).check();
    const erase = page.getByRole('button', { name: '删除对话' });
    await erase.click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('先不删');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('.state b').textContent()).toBe('小澄正在讲');
    expect(hall.erased).toEqual([]);
    await erase.click();
    await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText('这次对话已经删除').waitFor();
    await page.locator('.welcome').waitFor();
    expect(await page.evaluate(() => window.yunting?.heard())).toBeNull();
    expect(hall.erased).toEqual([hall.asked[0]?.threadId]);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toMatch(/户口|m2/);
  });

  it('keeps the word about a stopped answer in view on the smallest screen', async () => {
    const page = await visit({ width: 320, height: 700, paceMs: 0, msPerChar: 200 });
    await ask(page, BIRTH);
    await expect.poll(() => sentences(page).count()).toBe(3);
    await page.locator('.caption mark').first().waitFor();
    await page.keyboard.press('Escape');
    const word = page.getByText('您让小澄停下了');
    await word.waitFor();
    const isCovered = () =>
      word.evaluate((element) => {
        const { left, top, bottom } = element.getBoundingClientRect();
        const isAt = (y: number) => element.contains(document.elementFromPoint(left + 40, y));
        return !(isAt(top + 4) && isAt(bottom - 4));
      });
    await expect.poll(isCovered).toBe(false);
  });

  it('sends a choice as the next question', async () => {
    const page = await visit();
    await ask(page, '换身份证');
    await page.getByRole('button', { name: '丢了，要补领' }).click();
    await expect.poll(() => hall.asked.at(-1)?.messages.at(-1)?.content).toBe('身份证丢了补领');
  });

  it('is silent within 100 ms of Esc, ends the run and reports what was heard', async () => {
    const page = await visit({ paceMs: 2000, msPerChar: 200 });
    await ask(page, BIRTH);
    await page.locator('.caption mark').first().waitFor();
    await page.waitForFunction(() => (window.yunting?.level() ?? 0) > 0.01);
    const silentAfterMs = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const began = performance.now();
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
          const look = () => {
            if (window.yunting?.heard() === null) done(performance.now() - began);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    expect(silentAfterMs).toBeLessThan(100);
    await page.locator('.state b', { hasText: '您请说' }).waitFor();
    await expect.poll(() => hall.aborted.length).toBe(1);
    await expect.poll(() => hall.heard.length).toBe(1);
    const { chars, runId } = hall.heard[0] ?? { chars: 0, runId: '' };
    expect(chars).toBeGreaterThan(0);
    expect(runId).toBe(hall.asked[0]?.runId);
    await page.getByText('您让小澄停下了').waitFor();
  });

  it('keeps what was checked when the answer breaks off, and offers another try', async () => {
    const page = await visit({ paceMs: 400 });
    await ask(page, '说到一半断了');
    await page.locator('.log').getByText('回答说到一半断了。').waitFor();
    expect(await sentences(page).count()).toBe(1);
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect.poll(() => hall.asked.length).toBe(2);
  });

  it("shows the server's refusal, and offline, in the conversation", async () => {
    const page = await visit();
    await ask(page, '忙吗');
    await page.locator('.log').getByText('问的人太多了，请过半分钟再问。').waitFor();
    await context?.setOffline(true);
    await page.getByText('网络断了，正在等它恢复').waitFor();
    await ask(page, BIRTH);
    await page.getByText('这个问题没有送到').first().waitFor();
    // The word stays for seconds only: a busy machine must already be looking when it comes.
    const back = page.getByText('网络好了', { exact: true }).waitFor();
    await context?.setOffline(false);
    await back;
  });

  it('sends on Enter, not on Shift+Enter, nor while an input method composes, nor when empty', async () => {
    const page = await visit();
    const box = page.locator('#ask');
    await box.press('Enter');
    await box.fill('户口');
    await box.press('Shift+Enter');
    await box.evaluate((field) =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }),
      ),
    );
    expect(await page.locator('.turn').count()).toBe(0);
    await box.press('Enter');
    await page.locator('.turn').waitFor();
    expect(hall.asked).toHaveLength(1);
  });

  it('counts down near the limit and sends nothing beyond it', async () => {
    const page = await visit();
    await page.locator('#ask').fill('长'.repeat(480));
    await page.getByText('还能写 20 个字').waitFor();
    await ask(page, '长'.repeat(503));
    await page.getByText('多了 3 个字').waitFor();
    expect(await page.locator('.turn').count()).toBe(0);
  });

  it('speaks the language of the browser, switches it, and keeps two tabs in step', async () => {
    const page = await visit({ locale: 'en-GB' });
    expect(await page.title()).toContain('Haicheng');
    const other = await page.context().newPage();
    await other.goto(hall.url);
    await page.getByRole('button', { name: '中文' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.getByText('想办什么事？').first().waitFor();
    await expect.poll(() => other.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await ask(page, 'How do I register our newborn?');
    await page.getByText('within one month').first().waitFor();
    expect(hall.asked.at(-1)?.forwardedProps.locale).toBe('en');
    expect(await sentences(page).first().getAttribute('lang')).toBe('en');
  });

  it('asks for no speech when muted, and still captions', async () => {
    const page = await visit({ chosen: { muted: true } });
    await ask(page, BIRTH);
    await page.locator('.caption mark').first().waitFor();
    expect(hall.asked[0]?.forwardedProps.speech).toBe(false);
  });

  it('says so where the browser cannot listen', async () => {
    const page = await visit();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'SpeechRecognition', { value: undefined });
      Object.defineProperty(window, 'webkitSpeechRecognition', { value: undefined });
    });
    await page.reload();
    await page.getByRole('button', { name: '说话提问' }).click();
    await page.getByText('这个浏览器不能听您说话').waitFor();
  });

  it('can be used from the keyboard alone', async () => {
    const page = await visit();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.type('户口怎么上');
    await page.keyboard.press('Enter');
    await expect.poll(() => sentences(page).count()).toBe(3);
    const reached = new Set<string>();
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.className.split(' ')[0] ?? ''));
    }
    for (const name of ['brand', 'btn', 'icon-btn', 'board', 'log', 'cite', 'chip', 'round'])
      expect([...reached], name).toContain(name);
  });

  it('puts a new question at the top of the log', async () => {
    const page = await visit();
    for (const question of [BIRTH, '我的办件办到哪一步了？', '转人工']) {
      await ask(page, question);
      await finished(page);
    }
    const offset = await page.evaluate(() => {
      const top = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().top ?? 0;
      return top('[data-latest="true"]') - top('.log');
    });
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(40);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  });

  it.each([
    [320, 700],
    [320, 256],
    [390, 844],
    [640, 400],
    [844, 390],
    [768, 1024],
    [1080, 1920],
    [1280, 800],
    [3840, 2160],
  ])('fits %i × %i without scrolling sideways, in both languages and sizes', async (width, height) => {
    const page = await visit({ width, height });
    for (const chosen of [{}, { locale: 'en' }, { size: 'elder' }, { locale: 'en', size: 'elder' }]) {
      await page.evaluate((text) => localStorage.setItem('yunting.settings', text), settings(chosen));
      await page.reload();
      await page.locator('#ask').waitFor();
      if ((await page.locator('.turn').count()) === 0) await ask(page, BIRTH);
      await sentences(page).nth(2).waitFor();
      const wide = await page.evaluate(() => {
        const log = document.querySelector('.log');
        const over = (element: Element | null) => (element ? element.scrollWidth - element.clientWidth : 0);
        return [over(document.documentElement), over(log), over(document.querySelector('.top'))];
      });
      expect(wide, JSON.stringify(chosen)).toEqual([0, 0, 0]);
    }
  });

  it.each(['normal', 'elder'])('fits every card into the smallest screen in size %s', async (size) => {
    const page = await visit({ width: 320, height: 700, chosen: { size } });
    for (const question of ['办理步骤', '多少钱', '在哪里办', '请给我回电']) await ask(page, question);
    await page.getByLabel('电话号码').fill('13800005678');
    await page.getByRole('button', { name: '请给我回电话' }).click();
    await page.locator('.standing').waitFor();
    await page.getByRole('button', { name: '没帮助' }).last().click();
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('.log, .log .card, .log .card *')]
        .filter((each) => !each.matches('.vh') && each.scrollWidth > each.clientWidth && each.clientWidth > 0)
        .map((each) => each.className),
    );
    expect(wide).toEqual([]);
  });

  it.each([
    ['normal', 44],
    ['elder', 60],
  ])('gives every control of size %s a target of %i px', async (size, least) => {
    const page = await visit({ chosen: { size } });
    await ask(page, BIRTH);
    await sentences(page).nth(2).waitFor();
    await page.getByRole('button', { name: '没帮助' }).click();
    const small = await page.evaluate((limit) => {
      const boxOf = (element: Element) => {
        const box = element.getBoundingClientRect();
        const after = getComputedStyle(element, '::after');
        // A transparent pseudo-element may widen what can be touched.
        const extra = after.content !== 'none' && after.position === 'absolute';
        const reach = extra ? Math.max(box.height, Number.parseFloat(after.height) || 0) : box.height;
        return { name: element.className || element.textContent, height: Math.round(reach) };
      };
      return [...document.querySelectorAll('button, .source a, .check label')]
        .filter((element) => element.checkVisibility())
        .map(boxOf)
        .filter(({ height }) => height < limit);
    }, least);
    expect(small).toEqual([]);
  });

  it.each(['light', 'dark', 'contrast'])('has no serious accessibility fault in %s', async (theme) => {
    const page = await visit({ chosen: { theme }, reducedMotion: true });
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const faults = () =>
      page.evaluate(async () => {
        const violations = (await window.axe?.run())?.violations ?? [];
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
      });
    await page.evaluate(axe);
    expect(await faults()).toEqual([]);
    await ask(page, BIRTH);
    await page.locator('.cite').first().click();
    await page.getByRole('button', { name: '没帮助' }).click();
    await finished(page);
    expect(await faults()).toEqual([]);
    await ask(page, '我的办件');
    await page.getByRole('button', { name: '查进度' }).click();
    await finished(page);
    expect(await faults()).toEqual([]);
    await ask(page, '请给我回电');
    await page.getByLabel('电话号码').fill('13800005678');
    await page.getByRole('button', { name: '请给我回电话' }).click();
    await page.locator('.standing').waitFor();
    await ask(page, '办理步骤');
    hall.switchTo({ answering: false, notice: '系统升级，下午两点恢复。' });
    await ask(page, '再问');
    await page.locator('#hall-notice').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('works without WebGL, with a still picture and a word about it', async () => {
    const plain = await launchChromium(['--disable-gpu', '--disable-3d-apis']);
    try {
      const page = await visit({ in: plain, query: '' });
      await page.getByText('这台设备显示不了动态的小澄').waitFor();
      expect(await page.locator('.figure').getAttribute('data-live')).toBe('false');
      await ask(page, BIRTH);
      await expect.poll(() => sentences(page).count()).toBe(3);
    } finally {
      await context?.close();
      context = undefined;
      await plain.close();
    }
  });

  it('paints and answers before the character is asked for, then brings her on stage', async () => {
    const page = await visit({ query: '?quality=low', avatars: join(ROOT, 'avatars'), msPerChar: 120 });
    const order = await page.waitForFunction(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0];
      const avatar = performance
        .getEntriesByType('resource')
        .find(({ name }) => /\/avatar-[^/]*\.js/.test(name));
      return paint && avatar && { paint: paint.startTime, avatar: avatar.startTime };
    });
    const { paint, avatar } = (await order.jsonValue()) || { paint: 1, avatar: 0 };
    expect(paint).toBeLessThan(avatar);
    await page.locator('.figure[data-live="true"]').waitFor({ timeout: 20_000 });
    await ask(page, BIRTH);
    await page.waitForFunction(() => {
      const mouth = window.yunting?.mouth();
      return mouth && Math.max(mouth.aa, mouth.ih, mouth.ou, mouth.ee, mouth.oh) > 0.1;
    });
  });
});
