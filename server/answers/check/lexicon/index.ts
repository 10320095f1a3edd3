import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { CheckLexicon } from './types.ts';
import { zh } from './zh.ts';

export { BACKWARDS, type CheckLexicon, type Force, MARK } from './types.ts';

export const CHECK_LEXICON: Readonly<Record<Locale, CheckLexicon>> = { zh, en };
