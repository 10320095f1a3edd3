import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { step } from '#server/progress.ts';
import { products } from './build.ts';
import { AVATARS_DIR, buildAvatar, compareWithCommitted } from './index.ts';
import { renderPortrait } from './render/portrait.ts';
import { renderSheets } from './render/sheets.ts';

const USAGE = `npm run avatar                    build the character and her gestures into avatars/
npm run avatar -- --check         build in memory and compare with the committed files
npm run avatar -- --list          list the files and their sizes
npm run avatar -- --portrait      draw avatars/portrait.webp in headless Chromium
npm run avatar -- --sheet <dir>   draw expressions, gestures and views into a folder, for looking at`;

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

async function build(): Promise<void> {
  const built = await step(
    'avatar',
    (report) => buildAvatar(report),
    (files) => `${files.length} files in avatars/`,
  );
  for (const { path, sizeBytes } of built) console.log(`  ${path}  ${kilobytes(sizeBytes)}`);
}

async function check(): Promise<void> {
  const compared = await step('avatar check', compareWithCommitted, (all) => `${all.length} files compared`);
  const different = compared.filter(({ fresh, committed }) => fresh !== committed);
  for (const { path, committed } of different)
    console.error(`  ${path}: ${committed === null ? 'missing' : 'differs from a fresh build'}`);
  if (different.length === 0) return;
  console.error('Run `npm run avatar` and commit the result.');
  process.exitCode = 1;
}

async function list(): Promise<void> {
  for (const { path } of products()) {
    const found = await stat(join(AVATARS_DIR, path)).catch(() => null);
    console.log(`${path}  ${found ? kilobytes(found.size) : 'missing'}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      list: { type: 'boolean' },
      portrait: { type: 'boolean' },
      sheet: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) console.log(USAGE);
  else if (values.list) await list();
  else if (values.check) await check();
  else if (values.portrait)
    await step(
      'portrait',
      renderPortrait,
      ({ file, sizeBytes }) => `${relative('.', file)} ${kilobytes(sizeBytes)}`,
    );
  else if (values.sheet !== undefined) {
    const folder = values.sheet;
    await step(
      'sheets',
      () => renderSheets(folder),
      (files) => files.join(', '),
    );
  } else await build();
}

await main();
