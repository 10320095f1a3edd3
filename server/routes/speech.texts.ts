import type { Locale } from '#protocol/index.ts';

export const speechTexts: Readonly<Record<Locale, { notFound: string }>> = {
  zh: { notFound: '这段语音已经不在了，请重新提问。' },
  en: { notFound: 'This recording is no longer kept. Please ask again.' },
};
