import type { SafetyLexicon } from '../topics.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Both are asked of every message: people mix languages, and an attack may come in either. */
export const SAFETY_LEXICONS: readonly SafetyLexicon[] = [zh, en];
