import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { Lexicon } from './types.ts';
import { zh } from './zh.ts';

export const LEXICON: Readonly<Record<Locale, Lexicon>> = { zh, en };
