import type { Locale } from '#protocol/index.ts';

interface CallbackRouteTexts {
  phone: string;
  tooMany: (minutes: number) => string;
  none: string;
}

export const callbackRouteTexts: Readonly<Record<Locale, CallbackRouteTexts>> = {
  zh: {
    phone: '请填写 11 位手机号，或者带区号的座机号。',
    tooMany: (minutes) =>
      minutes > 90
        ? `预约回电的次数太多了，请约 ${Math.ceil(minutes / 60)} 小时后再试；着急请打12345。`
        : `预约回电的次数太多了，请约 ${minutes} 分钟后再试；着急请打12345。`,
    none: '您现在没有等待中的回电。',
  },
  en: {
    phone: 'Please give a mobile number of 11 digits, or a landline with its area code.',
    tooMany: (minutes) =>
      minutes > 90
        ? `Too many requests. Please try again in about ${Math.ceil(minutes / 60)} hours, or call 12345.`
        : `Too many requests. Please try again in about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, or call 12345.`,
    none: 'No call back is waiting for you.',
  },
};
