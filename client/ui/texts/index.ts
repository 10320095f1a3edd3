import type { Locale } from '#protocol/index.ts';
import { en } from './en.ts';
import { type Texts, zh } from './zh.ts';

export type { Texts };

const byLocale: Readonly<Record<Locale, Texts>> = { zh, en };

/** The words of the pages in one language. */
export const textsFor = (locale: Locale): Texts => byLocale[locale];

/** BCP 47 tag for `lang` attributes and Intl. */
export const languageTag = (locale: Locale): string => (locale === 'zh' ? 'zh-CN' : 'en');

const HAN = /\p{Script=Han}/u;

/** Language of words of unknown origin, for `lang` attributes: Chinese as soon as there is one Chinese character. */
export const localeOfText = (text: string): Locale => (HAN.test(text) ? 'zh' : 'en');
