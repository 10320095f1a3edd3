import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { DialogueLexicon } from './types.ts';
import { zh } from './zh.ts';

export const DIALOGUE: Readonly<Record<Locale, DialogueLexicon>> = { zh, en };
