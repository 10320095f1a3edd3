import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { CaseTexts } from './types.ts';
import { zh } from './zh.ts';

export const texts: Readonly<Record<Locale, CaseTexts>> = { zh, en };
