import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { ExportTexts } from './types.ts';
import { zh } from './zh.ts';

export const EXPORT_TEXTS: Readonly<Record<Locale, ExportTexts>> = { zh, en };
export type { ExportTexts, Need } from './types.ts';
