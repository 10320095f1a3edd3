import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { Prompts } from './types.ts';
import { zh } from './zh.ts';

export const PROMPTS: Readonly<Record<Locale, Prompts>> = { zh, en };
