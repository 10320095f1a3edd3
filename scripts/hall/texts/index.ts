import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { HallTexts } from './types.ts';
import { zh } from './zh.ts';

export const HALL_TEXTS: Readonly<Record<Locale, HallTexts>> = { zh, en };
export type { HallTexts } from './types.ts';
