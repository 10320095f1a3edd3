import type { Browser } from 'playwright-core';
// biome-ignore lint/style/noRestrictedImports: a test helper; the commands know where the machine's browser is
import { launchChromium } from '#scripts/browser/launch.ts';

export const launch = (args: readonly string[] = []): Promise<Browser> => launchChromium(args);
