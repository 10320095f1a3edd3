import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { digestOf } from './digest.ts';

export const PAGE_DIR = 'dist/client';
const STAMP = 'dist/client/.stamp.json';
const COMPRESSIBLE = /\.(js|css|html|svg|json|wasm|txt)$/;
/** Modules of a first build, for the bar only; later builds know their own number. */
const MODULES_EXPECTED = 700;

interface Stamp {
  digest: string;
  modules: number;
}

const sources = () =>
  digestOf(['client', 'protocol'], ['vite.config.ts', 'package.json', 'package-lock.json']);

async function readStamp(): Promise<Stamp | undefined> {
  try {
    const stamp: unknown = JSON.parse(await readFile(STAMP, 'utf8'));
    if (typeof stamp === 'object' && stamp !== null && 'digest' in stamp && 'modules' in stamp) {
      const { digest, modules } = stamp;
      if (typeof digest === 'string' && typeof modules === 'number') return { digest, modules };
    }
  } catch {
    // Never built, or a build was cut off: build again.
  }
  return undefined;
}

/** Whether the built page is absent or older than its sources. */
export async function isPageStale(): Promise<boolean> {
  return (await readStamp())?.digest !== (await sources());
}

const compressors = [
  {
    suffix: '.br',
    compress: (bytes: Buffer) =>
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  },
  { suffix: '.gz', compress: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }) },
];

/** Writes `.br` and `.gz` beside what compresses, so that serving costs nothing. */
async function precompress(): Promise<void> {
  const entries = await readdir(PAGE_DIR, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    for (const { suffix, compress } of compressors) await writeFile(path + suffix, await compress(bytes));
  }
}

/** Builds the pages into `dist/client`. `report` takes 0..1. */
export async function buildPage(report: (fraction: number) => void): Promise<void> {
  const digest = await sources();
  const expected = (await readStamp())?.modules ?? MODULES_EXPECTED;
  let modules = 0;
  const counter: Plugin = {
    name: 'count-modules',
    moduleParsed() {
      modules += 1;
      report((0.8 * modules) / expected);
    },
  };
  await build({ logLevel: 'warn', plugins: [counter] });
  report(0.85);
  await precompress();
  const stamp: Stamp = { digest, modules };
  await writeFile(STAMP, JSON.stringify(stamp));
}
