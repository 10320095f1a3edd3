import { en } from './en.ts';
import type { TextsByLocale } from './types.ts';
import { zh } from './zh.ts';

export type { Texts } from './types.ts';

export const TEXTS: TextsByLocale = { zh, en };
