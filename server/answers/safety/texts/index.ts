import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { SafetyTexts } from './types.ts';
import { zh } from './zh.ts';

export type { Contact } from './types.ts';

export const SAFETY_TEXTS: Readonly<Record<Locale, SafetyTexts>> = { zh, en };
