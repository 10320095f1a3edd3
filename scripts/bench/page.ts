import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { PAGE_DIR } from '#scripts/build/index.ts';

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).default([]),
    dynamicImports: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof Manifest>;

function closure(
  manifest: Manifest,
  roots: readonly string[],
  follow: 'imports' | 'dynamicImports',
): Set<string> {
  const seen = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    for (const next of chunk.imports) visit(next);
    if (follow === 'dynamicImports') for (const next of chunk.dynamicImports) visit(next);
  };
  for (const root of roots) visit(root);
  return seen;
}

async function gzipped(manifest: Manifest, keys: Iterable<string>): Promise<number> {
  let bytes = 0;
  for (const key of keys) {
    const file = manifest[key]?.file;
    if (file?.endsWith('.js'))
      bytes += gzipSync(await readFile(join(PAGE_DIR, file)), { level: 9 }).byteLength;
  }
  return bytes;
}

/**
 * Bytes the lobby costs, gzip: JavaScript needed before the avatar (entry and its static imports), JavaScript that
 * follows lazily, and the character's file as it is.
 */
export async function benchPage({ json }: { json: boolean }): Promise<Record<string, unknown>> {
  const manifest = Manifest.parse(JSON.parse(await readFile(join(PAGE_DIR, '.vite/manifest.json'), 'utf8')));
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  const first = closure(manifest, entries, 'imports');
  const all = closure(manifest, entries, 'dynamicImports');
  const lazy = [...all].filter((key) => !first.has(key));
  const result = {
    jsBeforeAvatarBytes: await gzipped(manifest, first),
    jsLazyBytes: await gzipped(manifest, lazy),
    receptionistBytes: (await stat('avatars/receptionist.vrm')).size,
    receptionistLiteBytes: (await stat('avatars/receptionist-lite.vrm')).size,
  };
  if (!json)
    for (const [name, value] of Object.entries(result))
      console.log(`${name.padEnd(24)} ${(value / 1000).toFixed(1)} kB`);
  return result;
}
