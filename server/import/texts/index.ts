import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { ImportTexts } from './types.ts';
import { zh } from './zh.ts';

export const IMPORT_TEXTS: Readonly<Record<Locale, ImportTexts>> = { zh, en };
export type { ImportTexts } from './types.ts';
