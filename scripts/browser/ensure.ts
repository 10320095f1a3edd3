import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { findChromium } from './find.ts';

const MANUAL = `The browser tests need Chromium or Chrome and a Chinese font. Install them, for example:
  Debian, Ubuntu:  sudo apt-get install chromium fonts-noto-cjk
  Fedora:          sudo dnf install chromium google-noto-sans-cjk-fonts
  macOS:           brew install --cask chromium
or name one you have:  CHROMIUM_PATH=/path/to/chrome npm test`;

function run(command: string, args: string[]): boolean {
  console.log(`$ ${command} ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env }).status === 0;
}

function hasChineseFont(): boolean {
  if (platform() !== 'linux') return true;
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  // Without fontconfig's tool there is no telling; a page without glyphs still passes every test but the eye.
  return listed.status === 0 ? listed.stdout.trim() !== '' : false;
}

const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

/**
 * Path of a browser for the tests, installed first when there is none: on Debian as root by apt, elsewhere
 * Playwright's own build. Ends the process with exact instructions when neither works.
 */
export function ensureChromium(): string {
  const missing: string[] = [];
  if (!findChromium()) missing.push('chromium');
  if (!hasChineseFont()) missing.push('fonts-noto-cjk', 'fontconfig');
  if (missing.length > 0 && isDebianRoot() && !process.env.CHROMIUM_PATH) {
    if (run('apt-get', ['update', '-q']))
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing]);
  } else if (missing.includes('chromium') && !process.env.CHROMIUM_PATH) {
    run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  }
  const found = findChromium();
  if (!found) {
    console.error(MANUAL);
    process.exit(1);
  }
  return found;
}
