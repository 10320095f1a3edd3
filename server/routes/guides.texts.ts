import type { Locale } from '#protocol/index.ts';

export const guideTexts: Readonly<Record<Locale, { notFound: string }>> = {
  zh: { notFound: '没有找到这份办事指南，可能已经停用，或者还没有中文版。' },
  en: { notFound: 'There is no such guide. It may have been withdrawn, or not yet exist in English.' },
};
