import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { launchChromium } from '#scripts/browser/launch.ts';

export interface Served {
  type: string;
  body: string | Uint8Array;
}

export interface TestPage {
  page: Page;
  /** What the page wrote to its console as a warning or an error, and what it threw. */
  complaints: string[];
  /** The bundle's files by path, as a browser would fetch them. */
  bundle: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export interface TestPageOptions {
  /** Module run by the page, relative to the repository. */
  entry: string;
  /** What the page may fetch besides its bundle, by path. */
  files?: Readonly<Record<string, Served>>;
  /** Body of the page. */
  html?: string;
  viewport?: { width: number; height: number };
}

/** Bundles `entry` as it would ship: code by path, and the path to begin with. */
async function bundleEntry(entry: string): Promise<{ start: string; bundle: Map<string, string> }> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, modulePreload: false, rollupOptions: { input: entry } },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const bundle = new Map<string, string>();
  let start = '';
  for (const item of outputs.flatMap(({ output }) => output)) {
    if (item.type !== 'chunk') continue;
    bundle.set(`/${item.fileName}`, item.code);
    if (item.isEntry) start = `/${item.fileName}`;
  }
  return { start, bundle };
}

/** A real browser page that runs `entry`, from a server of its own on a free port. */
export async function openTestPage(options: TestPageOptions): Promise<TestPage> {
  const { entry, files = {}, html = '', viewport = { width: 480, height: 400 } } = options;
  const { start, bundle } = await bundleEntry(entry);
  const document = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><body style="margin:0">${html}<script type="module" src="${start}"></script>`;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const code = bundle.get(path);
    const file: Served | undefined =
      path === '/'
        ? { type: 'text/html', body: document }
        : code !== undefined
          ? { type: 'text/javascript', body: code }
          : files[path];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the test server has no port');
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport });
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`http://127.0.0.1:${address.port}/`);
    return { page, complaints, bundle, close };
  } catch (error) {
    await close();
    throw error;
  }
}
