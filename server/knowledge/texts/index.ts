import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { SectionTexts } from './types.ts';
import { zh } from './zh.ts';

export type { FieldAnchor, SectionTexts } from './types.ts';

export const SECTION_TEXTS: Readonly<Record<Locale, SectionTexts>> = { zh, en };
