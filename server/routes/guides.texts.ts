import type { Locale } from '#protocol/index.ts';

interface GuideTexts {
  notFound: string;
  /** Name of the hall, in titles. */
  site: string;
  back: string;
  /** Leads to the same guide in the other language, so it is written in that language. */
  otherLanguage: string;
  reviewed(authority: string, date: string): string;
}

export const guideTexts: Readonly<Record<Locale, GuideTexts>> = {
  zh: {
    notFound: '没有找到这份办事指南，可能已经停用，或者还没有中文版。',
    site: '云厅 · 海澄市政务服务大厅',
    back: '← 回云厅提问',
    otherLanguage: 'Read in English',
    reviewed: (authority, date) => `由${authority}发布，${date}核对过`,
  },
  en: {
    notFound: 'There is no such guide. It may have been withdrawn, or not yet exist in English.',
    site: 'Yunting · Haicheng City Service Hall',
    back: '← Ask in the hall',
    otherLanguage: '看中文版',
    reviewed: (authority, date) => `Published by ${authority}, reviewed on ${date}`,
  },
};
