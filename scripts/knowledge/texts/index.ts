import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import type { CliTexts } from './types.ts';
import { zh } from './zh.ts';

export const CLI_TEXTS: Readonly<Record<Locale, CliTexts>> = { zh, en };
export { SHAPES } from './shapes.ts';
export type { CliTexts } from './types.ts';

/** The language of whoever types, by the usual variables of their terminal; English where these say nothing. */
export function terminalLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const said = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return said?.toLowerCase().startsWith('zh') === true ? 'zh' : 'en';
}
