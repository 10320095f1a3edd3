import { existsSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

function candidates(env: Readonly<Record<string, string | undefined>>): string[] {
  const named = env.CHROMIUM_PATH;
  if (named) return [named];
  if (platform() === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  }
  if (platform() === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  }
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'].map(
    (name) => `/usr/bin/${name}`,
  );
}

/**
 * Path of a Chromium or Chrome: `CHROMIUM_PATH` if set (and nothing else then), the system's own, or the one
 * that Playwright has downloaded before.
 */
export function findChromium(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const known = candidates(env).find((path) => existsSync(path));
  if (known || env.CHROMIUM_PATH) return known;
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? downloaded : undefined;
}
